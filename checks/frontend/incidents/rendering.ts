import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain, rollbackSteps } from '#diagnosis/steps.ts';

/** What a browser makes of a page whose files all came. */
export const renderingIncidents: readonly Incident[] = [
  {
    id: 'blank-page',
    title: 'Every file loads and the page stays empty',
    severity: 'P0',
    affected: 'everyone who opens the page: it is blank, while every server graph is green',
    symptoms: ['200 everywhere', 'an uncaught error in the console at start'],
    signs: [{ check: 'frontend/renders', codes: ['page-blank'], likelier: { problem: ['uncaught-error'] } }],
    firstChecks: [
      'The first uncaught error in the console: it stands in the evidence',
      'Was the build made with the right settings?',
      'Other bytes under the same name: an upload overwrote the bundle, or something on the way rewrites it',
    ],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'the page shows itself within 2 min; blank too -> Do 2',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> fix the bundle at leisure; the same error -> something it loads at start: API answer, CSP',
      },
      {
        text: 'the older build is blank too',
        expect: 'the error names a value from the API -> roll the API back; it names a blocked script -> CSP headers',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what draws the page, or throws at start, is the bundle' },
  },
  {
    id: 'page-unrecognised',
    title: 'A page opens and does not show what it is known by',
    severity: 'P1',
    affected: 'those who open it: an error of the app or a notice in its place; or only other words',
    symptoms: ['"something went wrong" in an otherwise good frame', 'or nothing: somebody changed a heading'],
    signs: [{ check: 'frontend/renders', codes: ['page-unrecognised'] }],
    firstChecks: ['The picture in the evidence: an error, a notice, or the page with other words?'],
    steps: [
      {
        text: 'open the page yourself, and the picture in the evidence',
        expect: 'an error in place of the page -> Do 2; the page with other words -> the landmark in the target',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'the page is itself within 2 min; the same -> what it loads: the API, a flag, a maintenance switch',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; red with another page -> more than one is hit: treat it as P0',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'only if the page shows an error: then the bundle is the suspect' },
  },
  {
    id: 'page-errors',
    title: 'Pages show themselves and report errors underneath',
    severity: 'P2',
    affected: 'perhaps those who use the part that failed; the pages open',
    symptoms: ['errors in the console of a page that looks well'],
    signs: [{ check: 'frontend/renders', codes: ['page-reports-error'] }],
    firstChecks: ['Whose script threw? A file of ours, or of somebody whose script we load'],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'no error within 2 min; the same, or no deploy -> Do 2',
      },
      {
        ...lookAgain('{check}'),
        expect: 'a script of ours -> its owner; one of a third party -> take it out; normal here -> consoleNoise',
      },
      {
        text: 'in working hours',
        expect: 'mended, or listed in the target with its reason -> green; red again -> its owner',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: "Not by itself, unless it was a third party's.",
    rollback: { scope: 'frontend', why: 'errors of a page come with its bundle, or with a script that it loads' },
  },
];
