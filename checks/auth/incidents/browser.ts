import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain, rollbackSteps } from '#diagnosis/steps.ts';
import { api, preflight, rollBack } from './steps.ts';

/** What only a browser notices. */
export const browserIncidents: readonly Incident[] = [
  {
    id: 'cors',
    title: "The API refuses the site's origin, in browsers only",
    severity: 'P1',
    affected: 'everyone in a browser: no sign-in, no data. The same calls work with curl',
    symptoms: ['CORS errors in the console', 'the API answers 200 and its graphs look healthy'],
    signs: [
      { check: 'auth/browser-session', codes: ['signed-in-page-cors'], outcome: 'any' },
      { check: 'frontend/page-data', codes: ['page-request-cors'], outcome: 'any' },
      { check: 'frontend/renders', codes: ['page-request-cors'] },
    ],
    firstChecks: [
      'Allowed origins of the running revision: exact, with scheme, no slash at the end',
      'Credentials allowed?',
    ],
    steps: [
      rollBack('the page shows the user within 3 min, after a hard reload; still refused, or no rollout -> Do 2'),
      preflight(
        '403, or no access-control-allow-origin -> put the site back into the allowed origins; it is there with credentials: true -> something between takes it out (CDN, WAF)',
      ),
      {
        text: 'the origin is allowed and a browser is still refused',
        expect:
          'it works in a fresh profile -> refused preflights are kept for up to 10 min; it does not -> CDN or WAF',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'A browser keeps a refused preflight for up to the Max-Age (600 s) of the answer.',
    rollback: api('the list of origins comes with the release or its settings'),
    logs: '?CORS ?origin',
  },
  {
    id: 'session-not-shown',
    title: 'A page stays signed out in the browser, though the session is good',
    severity: 'P1',
    affected: 'everyone in a browser: signed in, and treated as a stranger. The API accepts the same session',
    symptoms: ['sign-in seems to work and a reload forgets it'],
    signs: [{ check: 'auth/browser-session', codes: ['signed-in-page-missing'], outcome: 'any' }],
    firstChecks: [
      'A 401 in the evidence: the cookie does not reach the API (SameSite, Path, domain)',
      'An error of a script: the page itself',
    ],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'the page shows the user within 2 min; still signed out, or no deploy -> Do 2',
      },
      rollBack('the page shows the user within 3 min; still signed out -> cookies of the API in the browser'),
      {
        ...lookAgain('{check}'),
        expect: 'a 401 in the evidence -> SameSite and domain of the cookie; a script error -> that bundle',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'how a page restores a session is code of the bundle' },
    logs: '?refresh ?cookie',
  },
  {
    id: 'browser-refresh-loop',
    title: 'A signed-in page refreshes its token in a loop',
    severity: 'P1',
    affected: 'everyone signed in with a browser: pages hang or flicker, and the API is called without end',
    symptoms: ['refresh requests multiply, all 200', 'the rate limiter starts to refuse'],
    signs: [{ check: 'auth/browser-session', codes: ['browser-refresh-loop'], outcome: 'any' }],
    firstChecks: ['Does the page read the time of expiry in the right unit?', 'Is the clock of the API right?'],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'at most a few refreshes a page within 2 min; still a loop, or no deploy -> Do 2',
      },
      rollBack('at most a few refreshes a page within 3 min; still a loop -> what the page does with a fresh token'),
      {
        text: 'the load grows meanwhile',
        expect: 'the API slows down -> a lower rate limit on the refresh route holds it up; it does not -> leave it',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself, and it loads the API while it lasts.',
    rollback: { scope: 'frontend', why: 'when a page refreshes is code of the bundle' },
    logs: 'refresh',
  },
];
