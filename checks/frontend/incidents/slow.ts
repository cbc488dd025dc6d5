import type { Incident } from '#diagnosis/incident.ts';
import { alarmsNow, freshIndex, headOf, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

/** Followed as a browser does, such an answer is the last of too many. */
const redirects = [301, 302, 303, 307, 308];

/** Pages that come late, or never. */
export const slowIncidents: readonly Incident[] = [
  {
    id: 'frontend-hangs',
    title: 'The site takes requests for its pages and does not answer',
    severity: 'P0',
    affected: 'everyone who opens such a page: it loads until the browser gives up',
    symptoms: ['an empty tab that loads and loads', 'a proxy in front answers 504 after a while, or nothing does'],
    signs: [{ check: 'frontend/pages', codes: ['no-answer'], facts: { phase: ['request', 'answer'] } }],
    firstChecks: [
      'What makes the pages: does it wait for an API or a database without a limit?',
      'Does it answer for a file that it need not make, such as /robots.txt?',
    ],
    steps: [
      headOf(
        '{url}',
        'does it still hang?',
        'an answer -> it has passed, look again; none -> a deploy since it last held: Do 2; no deploy: Do 3',
      ),
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'the page answers within 2 min -> stay there; it hangs too -> Do 3',
      },
      {
        text: 'restart what serves the pages',
        expect:
          'it answers, and hangs again later -> what it waits for: its log; it hangs at once -> what it asks first',
      },
      {
        text: 'it hangs at once after a restart',
        expect: 'an API or a database that it asks is slow or gone -> that one; none -> CPU and memory of its machine',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'When what it waits for comes back; a blocked process does not.',
    rollback: { scope: 'frontend', why: 'what makes pages can wait without a limit since a deploy' },
  },
  {
    id: 'pages-in-circles',
    title: 'The site leads from one address to the next and never to a page',
    severity: 'P0',
    affected: 'everyone: the browser gives up ("too many redirects")',
    symptoms: ['ERR_TOO_MANY_REDIRECTS', 'many 301 or 302 for each visit, and no 200'],
    signs: [
      {
        check: 'frontend/pages',
        codes: ['status-unexpected', 'site-fails', 'page-fails'],
        facts: { status: redirects },
        vague: true,
      },
    ],
    firstChecks: [
      'Do two places redirect against each other (http and https, with and without www, with and without a slash)?',
      'Does what makes the pages know that TLS ends in front of it?',
    ],
    steps: [
      {
        text: 'where it leads, step by step',
        command: "curl -sS -m 10 -o /dev/null -D - -L --max-redirs 6 {app}/ | grep -i -E '^(HTTP|location|server)'",
        expect:
          'https and http in turn -> the scheme that the proxy tells the app; two names or slashes in turn -> one of two rules: undo the newer; a page -> it has passed',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: '/ 200 within 2 min, in a private window -> stay there; the same -> the rules of the CDN or proxy',
      },
      {
        text: 'neither a rule nor a build has changed: the settings of name and TLS at whoever hosts it',
        expect: '"always https" was switched on or off -> switch it back; nothing -> call the owner',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself; browsers keep a 301 for long: look in a private window.',
    rollback: { scope: 'frontend', why: 'rules that redirect come with a deploy, or with settings beside it' },
  },
  {
    id: 'slow-pages',
    title: 'Pages come later than they may',
    severity: 'P2',
    affected: 'everyone: each page is waited for, and some leave',
    symptoms: ['people say that it is slow', 'fewer visits that end in anything'],
    signs: ['pages', 'renders', 'page-data'].map((claim) => ({
      check: `frontend/${claim}`,
      codes: ['too-slow'],
      outcome: 'degraded',
    })),
    firstChecks: ['Every page, or one?', 'The first byte late, or what comes after it?', 'Did traffic grow?'],
    steps: [
      {
        text: 'where the time goes: until connected, the first byte, the whole page',
        command: 'curl -sS -m 30 -o /dev/null -w "%{time_connect} %{time_starttransfer} %{time_total}\\n" {app}/',
        expect: 'first byte late -> what makes the page: Do 2; the rest late -> its size; fast -> it has passed',
      },
      alarmsNow('CPU or memory -> a larger instance; slow queries -> an index for them; neither -> Do 3'),
      { ...lookAtRollout, expect: 'one since it was last fast -> Do 4; none -> load, or what the pages wait for' },
      { ...rollbackSteps.frontend, expect: 'fast within 5 min -> stay there; as slow -> it was not the release' },
      {
        ...freshIndex,
        text: 'clear the cache of the pages',
        keepsWords: true,
        expect: 'fast -> the cache held a bad entry; as slow -> call the owner',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'When load falls. A slow query stays.',
    rollback: { scope: 'frontend', why: 'a release can have made pages heavy; load cannot be rolled back' },
  },
];
