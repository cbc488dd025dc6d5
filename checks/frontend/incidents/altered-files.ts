import type { Incident } from '#diagnosis/incident.ts';
import { buildBefore, uploadAgain } from './file-steps.ts';

const altered: Incident = {
  id: 'file-altered',
  title: 'A file has other bytes than its page says, and the browser refuses it',
  severity: 'P1',
  affected: 'everyone who opens it: it comes without that file',
  symptoms: ['200 everywhere', 'a digest that does not match "integrity", in the console'],
  signs: [
    {
      check: 'frontend/renders',
      codes: ['page-reports-error', 'page-unrecognised'],
      facts: { problem: ['file-altered'] },
    },
  ],
  firstChecks: [
    'Do the page and the file come from one build: was an upload cut short, or is one of them cached?',
    'Does something on the way rewrite files: minify, compress, translate?',
  ],
  steps: [
    uploadAgain('its length is that of the build -> reload the page; another, or an age -> Do 2'),
    {
      text: 'take the page and the file out of what may keep them: a CDN, a proxy',
      expect: 'the page reports nothing within 2 min -> done; the same -> the build before, or what rewrites the file',
    },
    {
      ...buildBefore('the page reports nothing -> stay there; the same -> what stands in front rewrites it'),
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Not by itself; one that is cached goes with its time.',
  rollback: { scope: 'frontend', why: 'a page and the hashes of its files come with one build' },
};

/** Files that come, and whose bytes are not those of which the page says the hash. */
export const alteredFileIncidents: readonly Incident[] = [
  altered,
  {
    ...altered,
    id: 'blank-for-altered-file',
    title: 'A page stays empty, as a file of its own has other bytes than it says',
    severity: 'P0',
    affected: 'everyone who opens it: it is blank',
    signs: [{ check: 'frontend/renders', codes: ['page-blank'], facts: { problem: ['file-altered'] } }],
  },
];
