import type { Incident } from '#diagnosis/incident.ts';
import { headOf, lookAgain, rollbackSteps } from '#diagnosis/steps.ts';

const notThere = { problem: ['gone', 'denied', 'fails', 'no-picture', 'cut-off', 'unanswered'] };

/** Pictures that pages show to everybody, and that do not show. */
export const pictureIncidents: readonly Incident[] = [
  {
    id: 'picture-missing',
    title: 'A picture of a page does not show',
    severity: 'P2',
    affected: 'everyone who opens that page: a gap in place of the picture; the page itself opens',
    symptoms: ['a box with a torn corner, or nothing, in place of a picture', 'others of that host show'],
    // Whether the file has gone or its name was never right, an outsider does not see.
    signs: [{ check: 'frontend/renders', codes: ['picture-missing'], facts: notThere, vague: true }],
    firstChecks: ['Is the file where pictures are kept?', 'Did a deploy, a clean-up or an upload come just before?'],
    steps: [
      headOf(
        '{url}',
        'ask for the picture yourself',
        '200 and image/… -> it is back: look again; 403, 404, or a page in its place -> Do 2; 5xx, or nothing -> whoever runs that host',
      ),
      {
        text: 'look for that file where pictures are kept (storage, CDN)',
        expect:
          'there and whole -> its rights, or clear the edge; under another name -> Do 3; nowhere, or broken -> put it back',
      },
      {
        ...rollbackSteps.frontend,
        text: 'the page has named it so since the last deploy: deploy the build before; then',
        expect: 'the picture shows within 2 min -> stay there; the same -> the file, not the page: put it back',
      },
      {
        text: 'the host of the pictures fails: give whoever runs it the address and the time',
        expect: 'it answers others -> that one file; it answers nobody -> the host: storage behind the CDN, its limits',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself; an error may be kept at the edge for a while after the file is back.',
    rollback: {
      scope: 'frontend',
      why: 'only if the page has named it wrongly since a deploy; a lost file stays lost',
    },
  },
  {
    id: 'pictures-missing',
    title: 'No picture of a host shows on the pages',
    severity: 'P1',
    affected: 'everyone: pages without pictures; the pages themselves open',
    symptoms: ['gaps in place of all pictures', 'a jump of errors at the CDN or the storage of the pictures'],
    signs: [
      { check: 'frontend/renders', codes: ['picture-missing'], facts: { ...notThere, extent: ['all'] }, vague: true },
    ],
    firstChecks: ['Does the host serve any picture?', 'Did the base address of pictures change with a deploy?'],
    steps: [
      headOf(
        '{url}',
        'who answers for the pictures, and how?',
        '200 and image/… -> it is back: look again; 403 -> who may read the storage; 404, a page -> Do 2; 5xx -> Do 3',
      ),
      {
        ...rollbackSteps.frontend,
        text: 'the pages have named another place since the last deploy: deploy the build before; then',
        expect: 'pictures show within 2 min -> stay there; the same, or no deploy -> Do 3',
      },
      {
        text: 'the storage behind that host: are the files there, and may the CDN read them?',
        expect: 'rights or origin were changed -> take that back; files gone -> stop every clean-up, then the backup',
      },
      {
        ...lookAgain('{check}'),
        expect: 'green -> done; red -> call whoever runs the host of the pictures',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'only if a deploy changed where the pages look for pictures' },
  },
  {
    id: 'picture-kept-back',
    title: 'A browser may not show a picture of the page: a header forbids it',
    severity: 'P2',
    affected: 'everyone who opens that page: a gap in place of the picture, while its address opens well by itself',
    symptoms: ['the address opens in a tab of its own', '"Content Security Policy" or "NotSameOrigin" in the console'],
    signs: [{ check: 'frontend/renders', codes: ['picture-missing'], facts: { problem: ['by-policy', 'by-header'] } }],
    firstChecks: ['Which header forbids it: of the page (img-src), or of the picture (cross-origin-resource-policy)?'],
    steps: [
      headOf(
        '{url}',
        'does the picture forbid it itself?',
        'cross-origin-resource-policy: same-origin, or same-site elsewhere -> whoever serves pictures sets cross-origin; none -> Do 2',
      ),
      headOf(
        '{app}/',
        'or does the page?',
        'img-src without the host of the picture -> add it where the header is set; with it -> the page loads it under another rule',
      ),
      {
        ...rollbackSteps.frontend,
        text: 'that header came with the last deploy: deploy the build before; then',
        expect: 'the picture shows within 2 min -> stay there; the same -> the edge or the CDN sets it: undo it there',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'only if the header comes with the build; one of the CDN is undone there' },
  },
];
