import type { Incident } from '#diagnosis/incident.ts';
import { freshIndex, headOf, rollbackSteps } from '#diagnosis/steps.ts';

/** Which build is served, and for how long it may be kept. */
export const releaseIncidents: readonly Incident[] = [
  {
    id: 'stale-release',
    title: 'The site serves an older release than before',
    severity: 'P2',
    affected: 'everyone who loads the page: an old client talks to a new API',
    symptoms: ['the deploy is done, nobody sees it', 'requests the API no longer knows'],
    signs: [{ check: 'frontend/release', codes: ['release-older'], outcome: 'any' }],
    firstChecks: ['Rolled back on purpose? Then it is right', 'age and x-cache of the index'],
    steps: [
      {
        ...freshIndex,
        text: 'unless it was rolled back on purpose: invalidate the index alone, hashed assets need none',
        expect: 'the new build within 2 min; still the old one -> Do 2',
      },
      {
        ...headOf('{app}/', 'which copy is it?'),
        expect:
          'no "age", or a small one -> the old index is what is served: upload again; a large "age" -> Do 1 again',
      },
      {
        text: 'so that it does not come back: cache-control of index.html',
        expect: 'no-cache, or a few minutes -> done',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'When the cache time of the index ends.',
    rollback: { scope: 'none', why: 'what is served is already the older release; go forward with an invalidation' },
  },
  {
    id: 'release-mismatch',
    title: 'Frontend and API are of different releases',
    severity: 'P2',
    affected: 'everyone who loads the page, where the two do not fit each other',
    symptoms: ['requests that the API does not know', 'fields that are missing in a page'],
    signs: [{ check: 'frontend/release', codes: ['release-differs'], outcome: 'any' }],
    firstChecks: ['Which of the two is the newer? Is a deploy under way?'],
    steps: [
      {
        ...freshIndex,
        text: 'where the frontend is the older: a fresh index',
        expect: 'both the same within 2 min; the frontend is the newer, or still differs -> Do 2',
      },
      {
        text: 'finish the deploy that stopped halfway, for the part that is behind',
        command: 'curl -sS -m 10 {api}{version}',
        expect: 'the release of the frontend -> done; still another -> roll back the part that is ahead',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the frontend that belongs to the API, then',
        expect: 'both the same within 2 min -> done; still apart -> the owner of the deploy',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When the deploy of the other part ends.',
    rollback: { scope: 'frontend', why: 'only if the frontend is ahead and the API cannot follow' },
  },
  {
    id: 'index-cached-too-long',
    title: 'The index may be cached for too long',
    severity: 'P3',
    affected: 'nobody yet; everyone for as long as it is cached, after the next deploy',
    symptoms: ['nothing before the next deploy'],
    signs: [{ check: 'frontend/cache', codes: ['index-cached-too-long', 'index-cache-unsaid'], outcome: 'any' }],
    firstChecks: ['cache-control of index.html, and what the edge makes of it'],
    steps: [
      {
        ...freshIndex,
        text: 'upload index.html with cache-control: no-cache, then invalidate it once',
        expect: '"cache-control: no-cache" at the edge within 2 min; still long -> the cache rules of the edge',
      },
      {
        ...headOf('{app}/', 'before the next deploy'),
        expect: 'no-cache or short -> done; long again -> the deploy sets it: change it there',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'nothing is broken yet' },
  },
];
