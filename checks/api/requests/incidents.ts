import type { Incident } from '#diagnosis/incident.ts';
import { logOf, lookAgain, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

/** What it means that a request which the target declares does not hold. Each is about a part of the product that only its team knows. */
export const requestIncidents: readonly Incident[] = [
  {
    id: 'request-unfulfilled',
    title: '{part} does not hold',
    severity: 'P2',
    affected: 'whoever relies on {part}',
    symptoms: ['errors or wrong figures there, while the API as such is well'],
    signs: [
      {
        check: 'api/*',
        codes: [
          ...['request-status', 'request-header', 'request-value', 'request-value-missing', 'request-elsewhere'],
          ...['error-in-body', 'query-unknown'],
        ],
        vague: true,
      },
    ],
    firstChecks: [
      'Did a deploy come just before?',
      'Was the route, or what it answers, changed on purpose? Then the target is out of date',
    ],
    steps: [
      {
        ...lookAtRollout,
        expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3',
      },
      rollbackSteps.api,
      logOf(
        '?error ?Error',
        'an error of this route -> its first line says where; none -> the data that the request is about',
      ),
      {
        text: 'not the release; the data of the probe, or what the route waits for',
        expect: 'the same by hand with other data holds -> the data; it does not -> whoever owns the route',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself, unless what it waits for was late.',
    rollback: { scope: 'api', why: 'what a route answers comes with a release, unless its data changed' },
    logs: '?error ?Error',
  },
  {
    id: 'request-left-behind',
    title: 'A declared request could not take back what it wrote',
    severity: 'P3',
    affected: 'no user; what probes write piles up with each run',
    symptoms: ['records of probes that stay'],
    signs: [{ check: 'api/*', codes: ['request-not-undone'] }],
    firstChecks: ['Does the route that takes it back still exist, and may the probe use it?'],
    steps: [
      lookAgain('{check}'),
      {
        text: 'take away by hand what the runs since then have written; their id stands in it where the request says {run}',
        expect: 'nothing of Watchpost is left -> mend undo in the target; it comes back -> pause the schedule',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'The next run takes back its own only.',
    rollback: { scope: 'none', why: 'what lies there does not go with a release' },
  },
];
