import type { Incident } from '#diagnosis/incident.ts';
import { uploadAgain } from './file-steps.ts';

/** What pages keep for those who come back, and for those without a network. */
export const serviceWorkerIncidents: readonly Incident[] = [
  {
    id: 'service-worker-fails',
    title: 'The service worker of the pages does not come to run',
    severity: 'P3',
    affected: 'those who come back, and may be kept in an earlier release; nothing works offline; the pages open',
    symptoms: ['no notifications, nothing without a network', 'people who do not get the new release'],
    signs: [{ check: 'frontend/renders', codes: ['service-worker-fails'], outcome: 'degraded' }],
    firstChecks: [
      'Is its script in what was deployed, under the name that the pages ask for, and as a script?',
      'Does its script throw as it starts, or import a file that is not there?',
    ],
    steps: [
      uploadAgain('200 and a type of JavaScript -> Do 2; 404, or text/html -> the build does not write it: mend that'),
      {
        text: 'in working hours: open the page, and in the browser its panel of service workers',
        expect: 'an error of its script -> its owner; none -> what it imports, or its scope',
      },
      {
        text: 'it is not meant to be any more',
        expect: 'serve one in its place that unregisters itself -> people who come back get the new release',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the pages work without it; going back costs more than it brings' },
  },
];
