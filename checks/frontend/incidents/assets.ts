import type { Incident } from '#diagnosis/incident.ts';
import { buildBefore, uploadAgain } from './file-steps.ts';

const release = { scope: 'frontend', why: 'the build before this one has all its files' } as const;

const decorationBroken = [
  ...['asset-missing', 'asset-fallback', 'asset-wrong-type'],
  ...['asset-empty', 'asset-fails', 'asset-cut-off', 'asset-unanswered'],
];

const decoration: Incident = {
  id: 'asset-decoration',
  title: 'An icon, font or picture that the page names is not there, or broken',
  severity: 'P3',
  affected: 'those who look closely: the page works without it',
  symptoms: ['a box in place of a picture', 'letters in another type'],
  signs: [
    {
      check: 'frontend/assets',
      codes: decorationBroken,
      outcome: 'degraded',
      explainsAtSameUrl: ['page-reports-error'],
    },
    {
      check: 'frontend/assets',
      codes: decorationBroken,
      outcome: 'degraded',
      facts: { assetKind: ['image'] },
      explains: ['picture-missing'],
    },
    { check: 'frontend/renders', codes: ['picture-missing'], outcome: 'degraded' },
  ],
  firstChecks: ['Did the upload of the last deploy finish?', 'Is the name in the page still right?'],
  steps: [
    uploadAgain('200 -> done; still missing -> the name in the page is wrong: fix it with the next release'),
    {
      text: 'in working hours: mend the file, or take its name out of the page',
      expect: 'frontend/assets is green -> done; red -> the name in the page is wrong',
      afterMinutes: 24 * 60,
    },
  ],
  selfHealing: 'Not by itself.',
  rollback: { scope: 'none', why: 'the page works; going back costs more than it brings' },
};

/** Files that a page names, and what comes in their place. */
export const assetIncidents: readonly Incident[] = [
  {
    id: 'asset-missing',
    title: 'The page asks for a script or style that is not there',
    severity: 'P1',
    affected: 'everyone who loads the page afresh: it stays blank, unstyled, or without what that file does',
    symptoms: ['403 or 404 for scripts or styles', 'a blank page with a ChunkLoadError'],
    signs: [{ check: 'frontend/assets', codes: ['asset-missing'] }],
    firstChecks: [
      'Did the upload of the last deploy finish?',
      'Is the file where the site is served from, or only not readable?',
    ],
    steps: [
      uploadAgain('200 -> reload the site; still 403 or 404 -> Do 2 (S3 answers 403 for a file that is not there)'),
      buildBefore('every file of that index 200 within 2 min; still 403 -> who may read where the files are kept'),
      {
        text: 'the file is in its place and still refused',
        expect: 'nobody may read it -> put the rights back; everybody may -> owner and encryption of the file',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: release,
  },
  {
    id: 'asset-fallback',
    title: 'A script or style is answered with an HTML page and 200',
    severity: 'P1',
    affected: 'everyone who loads what needs it afresh: it stays blank, unstyled, or without what that file does',
    symptoms: ["Unexpected token '<' in the console", 'no 4xx in any graph'],
    signs: [
      { check: 'frontend/assets', codes: ['asset-fallback'] },
      { check: 'frontend/assets', codes: ['asset-wrong-type'], facts: { type: ['text/html'] } },
    ],
    firstChecks: ['Did the upload of the last deploy finish?', 'The SPA fallback must not cover scripts and styles'],
    steps: [
      uploadAgain('the type of that file -> reload the site; still text/html -> Do 2'),
      {
        text: 'the edge may have kept the wrong answer',
        command:
          "aws cloudfront create-invalidation --region us-east-1 --distribution-id {cloudfront-distribution} --paths '{asset-folder}*'",
        elsewhere: { text: 'the edge may have kept the wrong answer: take that file out of the CDN or proxy' },
        expect: 'the type of that file within 2 min; still text/html -> the file is not there: deploy the build before',
      },
      buildBefore('every file of that index has its own type; if not -> the fallback rule covers files too'),
      {
        text: 'so that the next missing file shows as one',
        expect: 'a made-up name beside that file answers 404 -> done',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself; the wrong answer may be cached as long as an asset is.',
    rollback: release,
  },
  {
    id: 'asset-broken',
    title: 'A script or style of the page comes empty, broken or with an error',
    severity: 'P1',
    affected: 'everyone who loads the page afresh: it stays blank, unstyled, or without what that file does',
    symptoms: ['a blank page', 'files of 0 bytes or of a wrong type; or 5xx from the origin'],
    signs: [
      {
        check: 'frontend/assets',
        codes: ['asset-empty', 'asset-wrong-type', 'asset-fails', 'asset-cut-off'],
      },
    ],
    firstChecks: ['Was the upload of the last deploy cut short?', 'Does the origin answer other files?'],
    steps: [
      uploadAgain('200, its own type and length -> reload the site; the same -> Do 2'),
      buildBefore('every file of that index is whole within 2 min; the same 5xx -> the origin, not the build'),
      {
        text: 'the upload is whole and the answer is not',
        expect: 'whole when asked at the origin -> clear the edge; broken there too -> the build itself',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself, unless the origin comes back.',
    rollback: release,
  },
  decoration,
  {
    ...decoration,
    id: 'asset-for-few',
    title: 'A script or style that few browsers load is not there, or broken',
    affected: 'those with an older browser, or who print: the page may not work for them; others miss nothing',
    symptoms: ['a blank page, in older browsers alone'],
    signs: [
      {
        check: 'frontend/assets',
        codes: decorationBroken,
        outcome: 'degraded',
        facts: { assetKind: ['script', 'style'] },
        explainsAtSameUrl: ['page-reports-error'],
      },
    ],
    rollback: { scope: 'none', why: 'the page works for most; going back costs more than it brings' },
  },
  {
    id: 'page-assets-endless',
    title: 'The page needs more files than anybody can load: there is no end to them',
    severity: 'P2',
    affected: 'everyone who opens the site: it loads for minutes, and what comes last was not looked at',
    symptoms: ['a page that goes on loading', 'style sheets that import each other'],
    signs: [{ check: 'frontend/assets', codes: ['page-assets-endless'], outcome: 'degraded' }],
    firstChecks: ['Do the names of the files grow, as from one import to the next?'],
    steps: [
      buildBefore('the page loads to its end within 2 min; still endless, or no deploy -> whoever writes the names'),
      {
        text: 'open the page in a browser and count its requests in the network panel',
        expect: 'they go on and on -> a loop writes what is named last: mend it; they end -> bundle them',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the page is served; the build before helps only where it named fewer files' },
  },
  {
    id: 'page-lost-assets',
    title: 'The page names no style sheet, or no script, and has one',
    severity: 'P1',
    affected: 'everyone who loads the page afresh: it is unstyled or dead, unless the build puts them elsewhere now',
    symptoms: ['plain text on white', 'buttons that do nothing'],
    signs: [{ check: 'frontend/assets', codes: ['page-lost-assets', 'sheet-unnamed'], outcome: 'degraded' }],
    firstChecks: ['Open the page: does it look as it should?', 'What changed in the build of the index?'],
    steps: [
      {
        text: 'open the page in a browser without a cache',
        expect:
          'unstyled or dead -> Do 2; as it should be -> the build changed: delete frontend/index.json of the store',
      },
      buildBefore('the page looks and works as before within 2 min; if not -> what builds or rewrites the index'),
      {
        text: 'the index still lacks it; give the two indexes to the frontend team',
        expect: 'a plugin of the build writes them -> mend it there; the edge rewrites pages -> switch that off',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'only if the page looks broken: the index of the build before names them' },
  },
];
