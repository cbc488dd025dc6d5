import type { Incident } from '#diagnosis/incident.ts';
import { logOf, lookAtRollout, newTasks, rollbackSteps, stoppedTasks } from '#diagnosis/steps.ts';

/** What comes in place of an answer of the API: nothing at all, or what somebody else says. */
export const inItsPlaceIncidents: readonly Incident[] = [
  {
    id: 'liveness-route-gone',
    title: 'The API serves, and its liveness route is not where it should be',
    severity: 'P1',
    holdsSeverity: true,
    affected: 'nobody yet: everyone, as soon as a load balancer that asks the same route takes its targets out',
    symptoms: ['targets that become unhealthy although the app serves', 'other monitors that ask this route are red'],
    signs: [
      {
        check: 'api/health',
        codes: ['status-unexpected'],
        facts: { status: [301, 302, 303, 307, 308, 401, 403, 404, 405, 410] },
        whileOthersHold: true,
      },
      // A gateway that hands on other routes knows the app.
      {
        check: 'api/health',
        codes: ['status-unexpected'],
        facts: { status: [401, 403, 404, 405, 410], problem: ['unrouted'] },
        whileOthersHold: true,
      },
    ],
    firstChecks: ['Was the route moved, or put behind a sign-in?', 'Does a load balancer ask it too?'],
    steps: [
      {
        text: 'who answers so?',
        command: 'curl -sS -m 10 -i {url} | head -c 600',
        expect:
          'the app, in its own words -> Do 2; a proxy -> its rule for this route has gone: put it back; 200 -> it has passed',
      },
      {
        ...lookAtRollout,
        expect:
          'one finished shortly before the first red run -> it moved the route: Do 3, or change what asks it; none -> the target names a route that there never was: mend it',
      },
      rollbackSteps.api,
      {
        text: 'the load balancer: which route does its health check ask, and are its targets healthy?',
        expect: 'the same route -> it will take the targets out: put the route back first; another one -> no hurry',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'a route that has moved came with a release, or with the settings of a proxy' },
    logs: '?GET ?route',
  },
  {
    id: 'api-unrouted',
    title: 'What stands in front knows no app behind this name or route',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: ['404 on every route, in the words of a platform or a gateway', 'no line of it in the log of the API'],
    signs: [{ check: 'api/health', codes: ['status-unexpected'], facts: { problem: ['unrouted'] } }],
    firstChecks: ['Was a route, a domain or the app itself taken out or renamed?', 'Does another route of it answer?'],
    steps: [
      {
        text: 'who answers so?',
        command: 'curl -sS -m 10 -i {url} | head -c 600',
        expect: 'a platform or a gateway -> Do 2; the app, in its own words -> Do 3; 200 -> it has passed',
      },
      {
        text: 'where that lists what it serves: the app, its domain, its routes',
        expect: 'one is gone or renamed -> put it back; all are there -> Do 3',
      },
      {
        ...lookAtRollout,
        expect: 'one just before -> it took the route or the name along: put these back; none -> where the name leads',
      },
      {
        text: 'where the name leads, and whether whoever answers there is ours',
        expect: 'elsewhere -> put the record back; to ours -> call whoever runs what stands in front',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: {
      scope: 'none',
      why: 'what stands in front has lost the app or its route, and no release brings that back',
    },
    team: 'edge',
  },
  {
    id: 'api-cuts-off',
    title: 'The API takes requests and closes the connection without an answer',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: ['"connection reset", "empty reply from server"', '502 where a proxy stands in front'],
    signs: [
      { check: 'api/health', codes: ['connection-failed'], facts: { phase: ['request', 'answer'] }, vague: true },
    ],
    firstChecks: ['Does the process end at each request, and come back?', 'Did a deploy come just before?'],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      {
        ...stoppedTasks,
        expect: 'exit code 137 -> memory; another, at each request -> its last line says why; none -> Do 4',
      },
      { ...newTasks, expect: 'it answers -> watch for an hour; the same -> what stands in front and closes: a proxy' },
      {
        text: 'it runs and answers by itself: what stands between (a proxy, a firewall, TLS spoken to a plain port)',
        expect: 'answers from the same machine -> what stands between; none there either -> the app: its log',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Where something restarts what crashes, until the next such request.',
    rollback: { scope: 'api', why: 'what makes a process end at a request comes with a release or its settings' },
    team: 'api',
    logs: '?fatal ?uncaught ?error',
  },
  {
    id: 'page-for-api',
    title: 'A web page comes in place of what the API says of itself',
    severity: 'P0',
    affected: 'everyone, where the API is not reached at all: {behind-api}',
    symptoms: ['"Unexpected token <" in clients', 'the page of a proxy, or the start page of the site, with 200'],
    signs: [{ check: 'api/health', codes: ['body-unexpected'], facts: { type: ['text/html'] }, vague: true }],
    firstChecks: ['Whose page is it?', 'Did the proxy, its routes or the name change just before?'],
    steps: [
      {
        text: 'whose page is it?',
        command: 'curl -sS -m 10 -i {url} | head -c 600',
        expect:
          'a welcome page of a proxy -> its route to the API is gone: put its settings back; the site -> its rule for all other paths takes those of the API; a page of the app -> Do 2',
      },
      {
        ...lookAtRollout,
        expect: 'one finished shortly before the first red run -> Do 3; none -> what stands in front',
      },
      rollbackSteps.api,
      {
        ...logOf('?GET ?error', 'lines of these requests -> the app answers so; none -> they never come to it'),
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'routes and settings of what stands in front often come with a release' },
  },
];
