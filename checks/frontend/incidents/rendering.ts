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
    signs: [
      { check: 'frontend/renders', codes: ['page-blank'], likelier: { problem: ['uncaught-error', 'printed-error'] } },
    ],
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
    id: 'page-unusable',
    title: 'A page loads and nobody can use it',
    severity: 'P0',
    affected: 'everyone who opens it: it is hidden, or takes their browser with it',
    symptoms: ['200 everywhere', 'a window that is covered, does not react, or closes with an error'],
    signs: [
      {
        check: 'frontend/renders',
        codes: [
          'page-crashed',
          'page-memory',
          'page-hangs',
          'page-alerts',
          'page-errors',
          'page-floods',
          'page-invisible',
          'page-covered',
          'page-downloads',
        ],
      },
    ],
    firstChecks: [
      'The picture in the evidence, where there is one',
      'What came with the last release: a notice, a style?',
    ],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect:
          'the page can be used within 2 min; the same -> what it loads: an answer of the API, a script of others',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> fix the bundle at leisure; the same -> open it yourself: the same there means everybody',
      },
      {
        text: 'only the probe is hit',
        expect:
          'memory of the machine that runs the probe is short -> give it more; the page is meant to take so much -> raise budgets.pageMegabytes; neither -> the page, after all',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what covers a page, or takes a browser down, is in its bundle or its styles' },
  },
  {
    id: 'page-does-not-stay',
    title: 'A page shows itself and breaks a few seconds later',
    severity: 'P0',
    affected: 'everyone who opens it: it comes, and is gone before they can use it',
    symptoms: ['a page that flashes up', 'a tab that loads itself again and again'],
    signs: [{ check: 'frontend/renders', codes: ['page-does-not-stay', 'page-reloads'] }],
    firstChecks: [
      'The first error in the evidence',
      'A timer, a late answer of the API, a service worker, a session guard?',
    ],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect:
          'the page stays within 2 min; the same -> what comes late: an answer of the API, a flag, a script of others',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> fix the bundle at leisure; the same -> the error in the evidence names the part',
      },
      {
        text: 'the older build does the same',
        expect: 'the error names a value from the API -> roll the API back; a reload loop -> the service worker',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'what a page does after its start is in its bundle' },
  },
  {
    id: 'page-behind-dialog',
    title: 'A dialog fills the window and lies over the page',
    severity: 'P3',
    affected: 'perhaps nobody: it may ask for consent, which the target does not name',
    symptoms: ['a dialog on the first visit'],
    signs: [{ check: 'frontend/renders', codes: ['page-behind-dialog'], outcome: 'degraded' }],
    firstChecks: ['Open the page in a fresh window: does the dialog ask for something, or tell of an error?'],
    steps: [
      {
        text: 'open the page in a fresh window',
        expect: 'it asks for consent -> name it in the target as frontend.consent; an error -> Do 2',
      },
      {
        ...rollbackSteps.frontend,
        text: 'an error in a dialog: deploy the build before; then',
        expect: 'no dialog within 2 min; the same -> what the page loads: the API',
      },
      {
        text: 'it is there on purpose; name it, or let the frontend team close it for the probe',
        expect: 'OK -> done; degraded again -> its text or its button is another than the target says',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'only if the dialog tells of an error' },
  },
  {
    id: 'page-calls-stranger',
    title: 'The pages call a host that the target does not name',
    severity: 'P1',
    affected: 'everyone, where that host stands in the place of the API: pages without content',
    symptoms: ['pages whose frame comes and whose content does not', 'nothing in the log of the API'],
    signs: [
      { check: 'frontend/renders', codes: ['page-calls-stranger'], outcome: 'any' },
      { check: 'frontend/renders', codes: ['page-unrecognised'], facts: { problem: ['calls-stranger'] } },
    ],
    firstChecks: [
      'Is it the address of another environment, or localhost?',
      "Or a third party's that the target forgot?",
    ],
    steps: [
      {
        text: 'whose host is it?',
        expect: 'localhost, or another environment -> Do 2; a third party -> list it in network.thirdParties',
      },
      {
        ...rollbackSteps.frontend,
        text: 'the build was made with the wrong address: deploy the build before; then',
        expect:
          'the page has its content within 2 min; the same -> the setting is read at run time: where it comes from',
      },
      {
        text: 'still calling it; give the address and the page to the frontend team',
        expect: 'the address stands in their build -> its settings; it does not -> a script of a third party',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'which API a page calls is built into it' },
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
