import type { Incident, Step } from '#diagnosis/incident.ts';
import { alarmsNow, ecs, logOf, lookAtRollout, newTasks, rollbackSteps, stoppedTasks } from '#diagnosis/steps.ts';

const scaleOut = (expect: string): Step => ({
  text: 'more tasks; the count is for you to choose',
  command: `aws ecs update-service ${ecs} --service {ecs-service} --desired-count <count>`,
  expect,
});

/** Routes that fail or lag while the API as such is well. */
export const routeIncidents: readonly Incident[] = [
  {
    id: 'route-hangs',
    title: 'A route of the API takes requests and does not answer them',
    severity: 'P2',
    affected: 'whoever needs {part}',
    symptoms: ['what calls it waits, then an error of the browser or a 504', 'the other routes serve'],
    signs: [{ check: 'api/*', codes: ['no-answer'], facts: { phase: ['request', 'answer'] }, vague: true }],
    firstChecks: ['Does what this route alone waits for answer?', 'Did a deploy come just before?'],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      logOf(
        '?timeout ?timed ?pool',
        'a time-out -> it names what the route waited for; no line of the request -> it never reached the route: Do 4',
      ),
      { ...newTasks, expect: 'it answers -> it was stuck: watch for an hour; it hangs at once -> what it waits for' },
      {
        text: 'not the release: what this route waits for and the others do not (a query, another service, a lock)',
        expect: 'it does not answer by itself -> whoever runs it; it does -> the code of the route',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'When what it waits for comes back.',
    rollback: { scope: 'api', why: 'what a route waits for, and for how long, comes with a release' },
    logs: '?timeout ?timed',
  },
  {
    id: 'error-rate',
    title: 'Single routes fail more often than they may; the API as such is well',
    severity: 'P1',
    affected: 'whoever calls these routes; the others serve',
    symptoms: ['5xx of the load balancer above its alarm', 'errors on one path, by the log'],
    signs: [{ check: 'api/routes', codes: ['route-errors'], outcome: 'any', facts: { extent: ['some'] } }],
    firstChecks: [
      'Did a deploy come just before?',
      'Does what this route waits for answer (a store, another service)?',
    ],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      logOf(
        '?error ?Error ?ERROR',
        'an error of the route -> its first line says where; a time-out -> what the route waits for; none -> Do 4',
      ),
      {
        ...stoppedTasks,
        expect: 'exit code 137 -> memory: more of it; others -> their reason; none stopped -> the code of the route',
      },
      {
        text: 'not the release; whoever owns the route, with the evidence below',
        expect: 'what it waits for is down -> cut it off; it is well -> mend the route',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When what the route waits for comes back. An error of the code stays.',
    rollback: { scope: 'api', why: 'what single routes answer comes with a release' },
    logs: '?error ?Error',
  },
  {
    id: 'error-rate-everywhere',
    title: 'Every watched route fails more often than it may; liveness holds',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: ['5xx on every path, while the health check stays green'],
    signs: [{ check: 'api/routes', codes: ['route-errors'], outcome: 'any', facts: { extent: ['all'] } }],
    firstChecks: ['Memory and CPU of the tasks', 'Did a deploy come just before?'],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      alarmsNow('CPU or memory -> Do 4; neither -> what all routes wait for: the log'),
      scaleOut('the share falls within 5 min -> it was load; the same -> what all routes wait for'),
      {
        text: 'not load, not the release; look at what all routes wait for (store, network, a key)',
        expect: 'it answers from elsewhere -> the way there; it does not -> whoever runs it',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Auto-scaling helps against load, within its bounds.',
    rollback: { scope: 'api', why: 'all routes share one release' },
    logs: '?error ?Error',
  },
  {
    id: 'route-unguarded',
    title: 'A route takes what it should refuse',
    severity: 'P2',
    affected: 'whoever reads what it keeps: wrong data comes in; good requests are served',
    symptoms: ['records that lack what they must have', 'no 4xx on a path that always had some'],
    signs: [{ check: 'api/routes', codes: ['route-unguarded'] }],
    firstChecks: ['Did a deploy come just before?', 'Was the rule loosened on purpose? Then the target is out of date'],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      logOf('?validation ?Validation', 'lines until a time -> what changed then; none at all -> who else asks so?'),
      {
        text: 'mended; look for what came in meanwhile',
        expect: 'records without what they must have -> mend or remove them; none -> over',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself; what came in stays.',
    rollback: { scope: 'api', why: 'what a route refuses comes with a release' },
    logs: '?validation',
  },
  {
    id: 'slow-route',
    title: 'A route answers later than it may, at its 95th percentile',
    severity: 'P2',
    affected: 'whoever calls this route waits; what it answers is right',
    symptoms: ['slow responses', 'the latency alarm of the load balancer'],
    signs: [{ check: 'api/routes', codes: ['route-slow'], outcome: 'degraded' }],
    firstChecks: ['CPU and memory of the tasks', 'One route or all?', 'Did a deploy come just before?'],
    steps: [
      alarmsNow('CPU -> Do 2; memory -> Do 3; neither -> Do 4'),
      scaleOut('p95 below its budget within 5 min -> it was load; the same -> Do 4'),
      {
        ...newTasks,
        expect: 'fast, and slow again within hours -> memory leaks: roll back; slow at once -> Do 4',
      },
      { ...lookAtRollout, expect: 'one finished shortly before the first slow run -> Do 5; none -> its slow requests' },
      rollbackSteps.api,
      {
        ...logOf('{ $.duration > 1000 }', 'lines of one path -> what it waits for; of all -> load or a shared store'),
        text: 'not load, not the release; what the slow requests of the log wait for',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'When load falls. A leak and a slow query stay.',
    rollback: { scope: 'api', why: 'a slow query comes with a release, load does not' },
    logs: '?slow ?duration',
  },
];
