import type { FailureClass, Severity } from '#record/vocabulary.ts';
import type { Incident, RollbackRule, Step } from './incident.ts';
import { headOf, logOf, lookAgain, lookAtRollout, lookAtTasks, watchIt } from './steps.ts';

interface General {
  title: string;
  severity: Severity;
  affected: string;
  look: Step;
  rollback: RollbackRule;
  thirdParty?: string;
}

const api: RollbackRule = { scope: 'api', why: 'if it came with a release; an earlier run would tell' };
const frontend: RollbackRule = { scope: 'frontend', why: 'if it came with a release; an earlier run would tell' };
const no = (why: string): RollbackRule => ({ scope: 'none', why });
const users = 'those who use what this check looks at';

/** One for each class, so that no failure is left without an owner, a severity and a first step. */
const generals: Record<FailureClass, General> = {
  dns: {
    title: 'A name does not resolve',
    severity: 'P1',
    affected: 'those who need that host',
    look: { text: 'from outside our network', command: 'dig +short {host} @1.1.1.1' },
    rollback: no('names are no part of a release'),
  },
  tcp: {
    title: 'A host refuses or drops connections',
    severity: 'P1',
    affected: 'those who need that host',
    look: headOf('{url}', 'does anything answer?'),
    rollback: no('the connection fails before any release is reached'),
  },
  tls: {
    title: 'A host shows a certificate that cannot be trusted',
    severity: 'P1',
    affected: 'those who need that host',
    look: {
      text: 'what is served',
      command: 'openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -text',
    },
    rollback: no('certificates are no part of a release'),
  },
  timeout: {
    title: 'A host took the request and did not answer in time',
    severity: 'P1',
    affected: users,
    look: lookAtTasks,
    rollback: api,
  },
  'edge-blocked': {
    title: 'The edge refused the request before the app saw it',
    severity: 'P2',
    affected: 'perhaps only the probe; perhaps those who look like it',
    look: headOf('{url}', 'do you get through?'),
    rollback: no('rules at the edge are no part of a release'),
  },
  'rate-limited': {
    title: 'Our own requests were limited; Watchpost asked too often',
    severity: 'P3',
    affected: 'nobody that we know of',
    look: { text: 'which probe users are held by runs now?', command: 'npm run sweep -- --target {target} --dry-run' },
    rollback: no('nothing known against it'),
  },
  'http-error': {
    title: 'A route answers with an error',
    severity: 'P1',
    affected: users,
    look: headOf('{url}', 'still?'),
    rollback: api,
  },
  contract: {
    title: 'An answer does not have the shape that was agreed',
    severity: 'P2',
    affected: 'clients that rely on that shape',
    look: headOf('{url}', 'the app, or an error page in its place?'),
    rollback: api,
  },
  dependency: {
    title: 'Something that the API depends on is broken',
    severity: 'P1',
    affected: 'those who use what needs it',
    look: { text: 'which one, in its own words', command: 'curl -sS -m 10 {api}{ready}' },
    rollback: api,
  },
  auth: {
    title: 'Signing in, or staying signed in, does not work as promised',
    severity: 'P1',
    affected: 'those who sign in',
    look: logOf('?login ?jwt ?token'),
    rollback: api,
  },
  cookie: {
    title: 'A cookie is not set as promised',
    severity: 'P2',
    affected: 'those who sign in',
    look: logOf('cookie'),
    rollback: api,
  },
  cors: {
    title: 'Browsers are refused by CORS',
    severity: 'P1',
    affected: 'everyone in a browser',
    look: { text: 'expect that origin back', command: "curl -sS -m 10 -o /dev/null -D - -H 'Origin: {app}' {url}" },
    rollback: api,
  },
  clock: {
    title: 'A clock is wrong',
    severity: 'P1',
    affected: 'those with tokens that count seconds',
    look: { text: 'side by side', command: "date -u; curl -sSI -m 10 {api}{health} | grep -i '^date'" },
    rollback: no('clocks are no part of a release'),
  },
  asset: {
    title: 'A file of the page is not there',
    severity: 'P1',
    affected: 'those who load the page',
    look: headOf('{url}', 'still?'),
    rollback: frontend,
  },
  release: {
    title: 'Not the release that should be there',
    severity: 'P2',
    affected: 'those who need what the release brings',
    look: headOf('{app}/', 'age, x-cache'),
    rollback: no('first find out which release is served where'),
  },
  render: {
    title: 'A page does not show what it should',
    severity: 'P1',
    affected: 'those who open that page',
    look: lookAgain('{check}'),
    rollback: frontend,
  },
  image: {
    title: 'An image is not shown',
    severity: 'P2',
    affected: 'those who look at it',
    look: headOf('{url}', 'still?'),
    rollback: no('images are stored, not released'),
  },
  stripe: {
    title: 'Stripe did not do its part',
    severity: 'P2',
    affected: 'those who pay',
    look: { text: 'what Stripe says of itself', command: 'stripe status' },
    rollback: no('Stripe is no part of a release'),
    thirdParty: 'Stripe',
  },
  webhook: {
    title: 'Webhooks are not taken as promised',
    severity: 'P1',
    affected: 'those who buy: they may pay and get nothing',
    look: logOf('webhook'),
    rollback: api,
  },
  entitlement: {
    title: 'A user does not have what was bought, or keeps what was cancelled',
    severity: 'P1',
    affected: 'those who buy or cancel',
    look: logOf('?webhook ?entitlement'),
    rollback: api,
  },
  latency: {
    title: 'Slower than promised',
    severity: 'P2',
    affected: 'users wait',
    look: lookAgain('{check}'),
    rollback: no('slow is not broken; compare releases first'),
  },
  data: {
    title: 'Data is missing or wrong',
    severity: 'P1',
    affected: 'those it belongs to',
    look: lookAgain('{check}'),
    rollback: no('a release does not bring data back'),
  },
  harness: {
    title: 'Watchpost itself failed',
    severity: 'P3',
    affected: 'nobody that we know of: the run could not look',
    look: { text: 'browser, packages, network of the runner', command: 'npm run verify' },
    rollback: no('nothing known against it'),
  },
};

const toIncident = ([name, general]: [string, General]): Incident => {
  const { look, ...rest } = general;
  return {
    id: `other-${name}`,
    ...rest,
    symptoms: ['no known incident looks like this'],
    signs: [],
    oldSigns: [],
    firstChecks: ['Read the evidence of the check', 'Did a deploy or a change of settings come just before?'],
    steps: [
      look,
      ...(rest.rollback.scope === 'api' ? [lookAtRollout] : []),
      watchIt,
      { text: 'call the owner with the evidence below', afterMinutes: 15 },
    ],
    selfHealing: 'Unknown.',
  };
};

export const generalIncidents: readonly Incident[] = Object.entries(generals).map(toIncident);

const generalByClass = new Map(generalIncidents.map((incident) => [incident.id, incident]));

/** The incident of a class, for what no known incident explains. */
export function generalIncident(failureClass: FailureClass): Incident {
  const incident = generalByClass.get(`other-${failureClass}`);
  if (!incident) throw new Error(`The runbook has no general incident for the class "${failureClass}".`);
  return incident;
}
