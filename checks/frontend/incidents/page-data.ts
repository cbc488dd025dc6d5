import type { Incident } from '#diagnosis/incident.ts';
import { headOf, lookAgain, rollbackSteps } from '#diagnosis/steps.ts';

const steps: Incident['steps'] = [
  {
    ...rollbackSteps.api,
    text: 'the revision before, where one was rolled out since it last held',
    expect: 'the page has its content within 3 min; still failing, or no rollout -> Do 2',
  },
  {
    ...headOf('{url}', 'the same request, without the page'),
    expect: '5xx or none -> the route: its log; 401 -> it wants a session; 200 -> compare what the page sends',
  },
  {
    ...lookAgain('{check}'),
    expect: 'green -> it came and went: look at the API log of that minute; red -> the route stays broken',
  },
  {
    text: 'the route answers you and not the page',
    expect: 'another method, header or query in the page -> the frontend release: roll that back',
    afterMinutes: 15,
  },
];

const common = {
  firstChecks: ['Which route? It stands in the evidence', 'Does the release of the frontend fit the one of the API?'],
  steps,
  selfHealing: 'Not by itself.',
  rollback: { scope: 'api', why: 'a route that pages use fails: most often it came with the last release' },
  logs: '?error ?Error',
  team: 'api',
} satisfies Partial<Incident>;

/** Pages that do not get of the APIs what they ask for: the page is well, and its content does not come. */
export const pageDataIncidents: readonly Incident[] = [
  {
    ...common,
    id: 'page-without-data',
    title: 'A page shows a notice or nothing, because an API fails what it asks',
    severity: 'P0',
    affected: 'everyone who opens the page: what they came for is not there',
    symptoms: ['an error in place of a page, or none of it', 'errors of one route in the API log'],
    signs: [{ check: 'frontend/renders', codes: ['page-request-failed', 'page-request-unanswered'] }],
  },
  {
    ...common,
    id: 'page-data',
    title: 'Pages show themselves, but an API fails what they ask of it',
    severity: 'P1',
    affected: 'everyone who opens such a page: its frame comes, its content does not',
    symptoms: ['an error or an endless spinner in an otherwise good page', 'errors of one route in the API log'],
    signs: [{ check: 'frontend/page-data', codes: ['page-request-failed', 'page-request-unanswered'] }],
  },
];
