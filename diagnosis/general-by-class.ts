import type { FailureClass, Severity } from '#record/vocabulary.ts';
import type { Step } from './incident.ts';
import { headOf, logOf, lookAgain, lookAtTasks } from './steps.ts';

/** What is said of any failure of a class, where no known incident explains it. */
export interface General {
  title: string;
  severity: Severity;
  affected: string;
  /** What finds out more: the class alone says too little to change anything. */
  look: Step;
  /** What comes next, where looking once leaves two things that it may be. */
  next?: Step;
  /** What a release could have broken, so that going back may be where the search ends. */
  release?: 'api' | 'frontend';
  /** Why no release can have caused it. */
  noRelease?: string;
  thirdParty?: string;
}

const users = 'whoever needs {part}';

/** One for each class, so that no failure is left without an owner, a severity and a first step. */
export const generalByClass: Record<FailureClass, General> = {
  dns: {
    title: 'A name does not resolve',
    severity: 'P1',
    affected: 'those who need that host',
    look: {
      text: 'from outside our network',
      command: 'dig +short {host} @1.1.1.1',
      expect: 'an address -> only our resolver; none -> the record or its zone',
    },
    noRelease: 'names are no part of a release',
  },
  tcp: {
    title: 'A host refuses or drops connections',
    severity: 'P1',
    affected: 'those who need that host',
    look: headOf(
      '{url}',
      'does anything answer?',
      'an answer -> it has passed; refused or timed out -> does it run, is its port open',
    ),
    noRelease: 'the connection fails before any release is reached',
  },
  tls: {
    title: 'A host does not speak TLS as it should',
    severity: 'P1',
    affected: 'those who need that host',
    look: {
      text: 'what is served',
      command: 'openssl s_client -connect {host}:{port} -servername {host} </dev/null',
      expect: 'return code 0 -> it has passed; another -> it names the fault of the chain; no certificate -> not TLS',
    },
    noRelease: 'certificates are no part of a release',
  },
  timeout: {
    title: 'A host did not answer in time',
    severity: 'P1',
    affected: users,
    look: lookAtTasks,
    release: 'api',
  },
  'edge-blocked': {
    title: 'The edge refused the request before the app saw it',
    severity: 'P2',
    affected: 'perhaps only the probe; perhaps those who look like it',
    look: headOf(
      '{url}',
      'do you get through?',
      '200 -> only the probe is refused: its header or address; 403 -> users too: the newest rule at the edge',
    ),
    noRelease: 'rules at the edge are no part of a release',
  },
  'rate-limited': {
    title: 'Our own requests were limited; Watchpost asked too often',
    severity: 'P3',
    affected: 'nobody that we know of',
    look: headOf(
      '{url}',
      'from another network, such as a phone: are you refused as well?',
      'an answer -> only Watchpost: Do 2; refused there too -> everybody is: an outage, call the owner of the limit',
    ),
    next: {
      text: 'which probe users are held by runs now?',
      command: 'npm run sweep -- --target {target} --dry-run',
      expect: 'several runs -> let them end, then watch less often; none -> who else asks from this address',
    },
    noRelease: 'nothing known against it',
  },
  'http-error': {
    title: 'A route answers with an error',
    severity: 'P1',
    affected: users,
    look: headOf(
      '{url}',
      'still?',
      'below 400 -> it has passed; 5xx of a proxy -> nothing runs behind it; of the app -> its log; 4xx -> route or guard changed',
    ),
    release: 'api',
  },
  contract: {
    title: 'An answer does not have the shape that was agreed',
    severity: 'P2',
    affected: 'clients that rely on that shape',
    look: {
      text: 'the app, or an error page in its place?',
      command: 'curl -sS -m 10 -i {url} | head -c 2000',
      expect: 'text/html -> something answers in its place; the right type -> the app has changed what it says',
    },
    release: 'api',
  },
  dependency: {
    title: 'Something that the API depends on is broken',
    severity: 'P1',
    affected: 'those who use what needs it',
    look: {
      text: 'which one, in its own words',
      command: 'curl -sS -m 10 {api}{ready}',
      expect: 'all ok -> it has passed; one is not -> that part: does it run, is it reached, is its password right',
    },
    release: 'api',
  },
  auth: {
    title: 'Signing in, or staying signed in, does not work as promised',
    severity: 'P1',
    affected: 'those who sign in',
    look: logOf('?login ?jwt ?token'),
    release: 'api',
  },
  cookie: {
    title: 'A cookie is not set as promised',
    severity: 'P2',
    affected: 'those who sign in',
    look: logOf('cookie'),
    release: 'api',
  },
  cors: {
    title: 'Browsers are refused by CORS',
    severity: 'P1',
    affected: 'everyone in a browser',
    look: {
      text: 'does it allow the origin?',
      command: "curl -sS -m 10 -o /dev/null -D - -H 'Origin: {app}' {url}",
      expect: 'access-control-allow-origin names it -> it has passed; another or none -> the list of allowed origins',
    },
    release: 'api',
  },
  clock: {
    title: 'A clock is wrong',
    severity: 'P1',
    affected: 'those with tokens that count seconds',
    look: {
      text: 'side by side',
      command: "date -u; curl -sSI -m 10 {api}{health} | grep -i '^date'",
      expect: 'alike -> it has passed; apart -> hold both against a third clock before either is blamed',
    },
    noRelease: 'clocks are no part of a release',
  },
  asset: {
    title: 'A file of the page is not there',
    severity: 'P1',
    affected: 'those who load the page',
    look: headOf('{url}', 'still?', 'below 400 -> it has passed; 403 or 404 -> it is not there: deploy it again'),
    release: 'frontend',
  },
  release: {
    title: 'Not the release that should be there',
    severity: 'P2',
    affected: 'those who need what the release brings',
    look: headOf(
      '{app}/',
      'age, x-cache',
      'a large age -> the edge holds an old index: clear it; 0 -> the old one was deployed',
    ),
    noRelease: 'first find out which release is served where',
  },
  render: {
    title: 'A page does not show what it should',
    severity: 'P1',
    affected: 'those who open that page',
    look: lookAgain('{check}'),
    release: 'frontend',
  },
  image: {
    title: 'An image is not shown',
    severity: 'P2',
    affected: 'those who look at it',
    look: headOf(
      '{url}',
      'still?',
      '200 -> it has passed, or its bytes are wrong; 403 -> the policy; 404 -> the object',
    ),
    noRelease: 'images are stored, not released',
  },
  stripe: {
    title: 'Stripe did not do its part',
    severity: 'P2',
    affected: 'those who pay',
    look: {
      text: 'what Stripe says of itself',
      command: 'stripe status',
      expect: 'an outage -> theirs: wait, and tell users; all online -> our key, or what we ask of it',
    },
    noRelease: 'Stripe is no part of a release',
    thirdParty: 'Stripe',
  },
  webhook: {
    title: 'Webhooks are not taken as promised',
    severity: 'P1',
    affected: 'those who buy: they may pay and get nothing',
    look: logOf('webhook'),
    release: 'api',
  },
  entitlement: {
    title: 'A user does not have what was bought, or keeps what was cancelled',
    severity: 'P1',
    affected: 'those who buy or cancel',
    look: logOf('?webhook ?entitlement'),
    release: 'api',
  },
  latency: {
    title: 'Slower than promised',
    severity: 'P2',
    affected: 'users wait',
    look: lookAgain('{check}'),
    noRelease: 'slow is not broken; compare releases first',
  },
  data: {
    title: 'Data is missing or wrong',
    severity: 'P1',
    affected: 'those it belongs to',
    look: lookAgain('{check}'),
    noRelease: 'a release does not bring data back',
  },
  harness: {
    title: 'Watchpost itself failed',
    severity: 'P3',
    affected: 'nobody that we know of: the run could not look',
    look: {
      text: 'browser, packages, network of the runner',
      command: 'npm run verify',
      expect: 'green -> the way from here to the target; red -> it names what is missing here',
    },
    noRelease: 'nothing known against it',
  },
};
