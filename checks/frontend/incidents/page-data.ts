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
    signs: [
      { check: 'frontend/page-data', codes: ['page-request-failed', 'page-request-unanswered'] },
      // The page stands, and says in its console what it lacks.
      {
        check: 'frontend/renders',
        codes: ['page-request-failed', 'page-request-unanswered'],
        facts: { problem: ['throws'] },
      },
    ],
  },
  {
    id: 'page-asks-own-site',
    title: 'Pages ask their own site for what their API has',
    severity: 'P1',
    affected: 'everyone who opens such a page: its frame comes, its content does not',
    symptoms: [
      '"Unexpected token <" in the console',
      'a notice in an otherwise good page',
      'nothing in the log of the API',
    ],
    signs: [
      { check: 'frontend/renders', codes: ['page-asks-own-site'], outcome: 'any' },
      { check: 'frontend/renders', codes: ['page-blank', 'page-unrecognised'], facts: { problem: ['data-as-page'] } },
    ],
    firstChecks: [
      'Which address of the API was the build made with?',
      'Does a rule of the host lead these paths to the API?',
    ],
    steps: [
      {
        text: 'what comes there now?',
        command: 'curl -sS -m 10 -i {url} | head -c 600',
        expect:
          'the page of the site, or 404 -> Do 2; data -> it has passed; an error -> the rule to the API is back: the API',
      },
      {
        ...rollbackSteps.frontend,
        text: 'the build was made with the wrong address, or without one: deploy the build before; then',
        expect: 'the page has its content within 2 min; the same -> a rule of the host or the CDN has gone',
      },
      {
        text: 'the rule by which the host leads these paths to the API: its settings, and who changed them',
        expect: 'it is gone, or behind the one for all other paths -> put it back; there -> the setting of the build',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'which API a page asks is built into it, or stands in the rules of its host' },
  },
];
