import type { Incident } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';

/** Frames of a page that hosts of the target are to fill, and do not. */
export const frameIncidents: readonly Incident[] = [
  {
    id: 'page-lacks-frame',
    title: 'What fills a frame of a page does not come',
    severity: 'P1',
    affected: 'everyone who opens it: the page comes, and a part of it is grey or tells of an error',
    symptoms: ['a grey box that "refused to connect"', 'the same address is well in a window of its own, or is not'],
    signs: [
      {
        check: 'frontend/renders',
        codes: ['page-reports-error', 'page-unrecognised', 'page-blank', 'page-does-not-stay'],
        facts: { problem: ['frame-failed', 'frame-kept-back'] },
      },
    ],
    firstChecks: [
      'Does its answer forbid frames: `x-frame-options`, or `frame-ancestors` of its policy?',
      'Is that part up: was it deployed just now, on its own?',
    ],
    steps: [
      {
        text: 'what does it answer, and whom does it let show it?',
        command:
          'curl -sS -m 10 -o /dev/null -D - {url} | grep -iE "^(http|location|x-frame-options|content-security-policy|cross-origin)"',
        expect:
          'x-frame-options, or frame-ancestors without {app} -> Do 2; 4xx, 5xx or none -> whoever deployed that part last goes back; 200 without these -> it has passed, or the policy of the page forbids frames',
      },
      {
        text: 'put that header back as it was: in the app that is shown, the proxy or the CDN in front of it',
        expect: 'the frame is filled within 2 min -> done; the same -> the build before, of that part',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, of the part that is shown; then',
        expect: 'the frame is filled -> stay there; the same -> the page that shows it: the address in it, its policy',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what a page shows in a frame, and who may show it, come with their deploys' },
  },
];
