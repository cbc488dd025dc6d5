import type { Incident } from '#diagnosis/incident.ts';
import { headOf, rollbackSteps } from '#diagnosis/steps.ts';
import { buildBefore, uploadAgain } from './file-steps.ts';

const atFault = ['page-blank', 'page-unrecognised', 'page-does-not-stay', 'page-reports-error'];

const ofShownPages = (problem: string): Incident['signs'] => [
  { check: 'frontend/renders', codes: ['page-reports-error', 'page-unrecognised'], facts: { problem: [problem] } },
];

const lacksFile: Incident = {
  id: 'page-lacks-file',
  title: 'A script, program or style that a page loads as it runs does not come',
  severity: 'P1',
  affected: 'everyone who needs the part that it draws; the rest of the page opens',
  symptoms: ['a part of a page that stays empty', 'a ChunkLoadError, or a module that is not fetched, in the console'],
  signs: ofShownPages('file-failed'),
  firstChecks: [
    'Did the upload of the last deploy finish?',
    'Who names that file: the build, or what the server drew?',
  ],
  steps: [
    uploadAgain('200, its own type -> reload the page; 403, 404 or a page in its place -> Do 2'),
    buildBefore('the page reports nothing within 2 min; the same -> what names the file: a cached page, or the server'),
    {
      text: 'the file is there and the page still lacks it',
      expect: 'a service worker or a cache answers for it -> clear that; neither -> the owner of the pages',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Not by itself.',
  rollback: { scope: 'frontend', why: 'the build before names files that were there' },
};

const lacksSiteData: Incident = {
  id: 'page-lacks-site-data',
  title: 'What pages ask their own site for, to load the next, does not come',
  severity: 'P2',
  affected: 'those who go from page to page: the next one stays, loads anew, or lacks what it shows',
  symptoms: ['a link that does nothing, or loads the whole page anew', 'pages opened by their address look well'],
  signs: [
    {
      check: 'frontend/renders',
      codes: ['page-reports-error'],
      outcome: 'any',
      facts: { problem: ['site-data-failed'] },
    },
  ],
  firstChecks: [
    'Did the upload of the last deploy finish, with the files of data beside the scripts?',
    'Does a rule of the host or the CDN lead this path elsewhere, or keep it?',
  ],
  steps: [
    headOf(
      '{url}',
      'what comes there now?',
      'data -> it has passed; 403, 404 or a page in its place -> Do 2; 5xx -> what makes the pages: its log, and Do 2',
    ),
    {
      ...rollbackSteps.frontend,
      text: 'deploy the build before, where one came since it last held; then',
      expect: 'data comes there within 2 min -> stay there; the same -> a rule of the host or the CDN for this path',
    },
    {
      text: 'neither the build nor a rule',
      expect: 'the page names a build that is gone -> a cached page: clear it; it does not -> the owner of the pages',
      afterMinutes: 30,
    },
  ],
  selfHealing: 'Not by itself.',
  rollback: { scope: 'frontend', why: 'what makes the pages, and the data beside them, come with a deploy' },
};

const keptBack: Incident = {
  id: 'file-kept-back',
  title: "A header keeps a page's own script or style from it",
  severity: 'P1',
  affected: 'everyone who opens it: it comes without that script or style',
  symptoms: ['200 everywhere', '"blocked by CORS policy", or "blocked by response", in the console'],
  signs: ofShownPages('file-kept-back'),
  firstChecks: ['Which headers come with the file, and did a rule of the CDN or the bucket change?'],
  steps: [
    {
      text: 'what does the host of the file allow the pages?',
      command:
        'curl -sS -m 10 -o /dev/null -D - -H "origin: {app}" {url} | grep -iE "^(access-control|cross-origin|vary|via|age)"',
      expect: 'no access-control-allow-origin, or another one -> Do 2; it names the pages -> a cached answer: clear it',
    },
    {
      text: 'put the rule for that header back where the files are served: the CDN, the bucket, the proxy',
      expect: 'the header is there within 2 min, and the page reports nothing -> done; not -> the build before',
    },
    {
      ...rollbackSteps.frontend,
      text: 'no rule changed: deploy the build before; then',
      expect: 'the page reports nothing -> stay there; the same -> the owner of the CDN',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Not by itself; a cached answer without the header goes with its time.',
  rollback: { scope: 'none', why: 'the file is there: a header of what serves it keeps it from the page' },
};

const showsError: Incident = {
  id: 'page-shows-error',
  title: 'A page is drawn, throws an error, and shows something else',
  severity: 'P1',
  affected: 'everyone who opens it: an error, or a part of it, stands in its place',
  symptoms: ['"something went wrong", or half a page', 'an error in the console'],
  signs: [
    {
      check: 'frontend/renders',
      codes: ['page-unrecognised'],
      facts: { problem: ['uncaught-error', 'printed-error'] },
    },
  ],
  firstChecks: ['The first error in the evidence, and whose script it names', 'Does it name a value of an API?'],
  steps: [
    {
      ...rollbackSteps.frontend,
      text: 'deploy the build before; then',
      expect: 'the page is itself within 2 min; the same error -> Do 2',
    },
    {
      text: 'open the page yourself, with the console, and the picture in the evidence',
      expect:
        'a value of an API is missing in the error -> that API; a blocked or missing file -> that; else its owner',
    },
    {
      text: 'the older build throws too',
      expect: 'the error names a value from the API -> roll the API back; it does not -> a flag, a script of others',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Not by itself.',
  rollback: { scope: 'frontend', why: 'what throws while a page is drawn is in its bundle' },
};

/** Scripts that do not come to the page, and those that come and do not run to their end. */
export const brokenScriptIncidents: readonly Incident[] = [
  {
    id: 'scripts-blocked',
    title: 'The security policy of a page keeps its own scripts from running',
    severity: 'P1',
    affected: 'everyone who opens it: it may look well, and what needs a script does nothing',
    symptoms: ['buttons and forms that do nothing', '200 everywhere', '"Content Security Policy" in the console'],
    signs: atFault.map((code) => ({
      check: 'frontend/renders',
      codes: [code],
      facts: { problem: ['blocked-by-policy'] },
    })),
    firstChecks: [
      'Did the header content-security-policy change: in the app, the proxy or the CDN?',
      'Does the build write scripts into the page, whose hash or nonce the policy has to name?',
    ],
    steps: [
      {
        text: 'who sends the policy, and what does it allow?',
        command: 'curl -sS -m 10 -o /dev/null -D - {app}/ | grep -iE "^(content-security-policy|server|via|age):"',
        expect:
          'it came with the last deploy -> Do 2; a rule in front sends it -> take its last change back; none -> a <meta> of the page: Do 2',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before; then',
        expect: 'no script is blocked within 2 min -> stay there; the same -> the policy is set in front of the app',
      },
      {
        text: 'neither a deploy nor a rule in front',
        expect: 'the pages are cached with a nonce of yesterday -> clear them; they are not -> the owner of the pages',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the policy, or scripts that it does not name, come with a deploy' },
  },
  lacksFile,
  {
    ...lacksFile,
    id: 'blank-for-a-file',
    title: 'A page stays empty, as a script or style that it loads does not come',
    severity: 'P0',
    affected: 'everyone who opens it: it is blank',
    symptoms: ['a blank page', 'a ChunkLoadError, or a module that is not fetched, in the console'],
    signs: [{ check: 'frontend/renders', codes: ['page-blank'], facts: { problem: ['file-failed'] } }],
  },
  lacksSiteData,
  {
    ...lacksSiteData,
    id: 'no-page-for-site-data',
    title: 'A page does not show itself, as what it asks its own site for does not come',
    severity: 'P1',
    affected: 'everyone who opens it: it is blank, or shows an error in its place',
    symptoms: ['a blank page, or an error of the app, where the server serves the page well'],
    signs: [
      {
        check: 'frontend/renders',
        codes: ['page-blank', 'page-unrecognised', 'page-does-not-stay'],
        facts: { problem: ['site-data-failed'] },
      },
    ],
  },
  keptBack,
  {
    ...keptBack,
    id: 'blank-for-a-header',
    title: 'A page stays empty, as a header keeps a script of its own from it',
    severity: 'P0',
    affected: 'everyone who opens it: it is blank',
    signs: [{ check: 'frontend/renders', codes: ['page-blank'], facts: { problem: ['file-kept-back'] } }],
  },
  showsError,
  {
    ...showsError,
    id: 'script-broke-off',
    title: 'A page shows what its server drew, and its script breaks off',
    affected: 'everyone who opens it: it looks well, and what that script brings to life does nothing',
    symptoms: ['buttons and forms that do nothing', '200 everywhere', 'an uncaught error in the console at start'],
    signs: [{ check: 'frontend/renders', codes: ['page-reports-error'], facts: { problem: ['script-broke-off'] } }],
  },
];
