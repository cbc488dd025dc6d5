import type { Incident, Step } from '#diagnosis/incident.ts';
import { ecs, logOf, lookAtRollout, lookAtTasks, newTasks, rollbackSteps, stoppedTasks } from '#diagnosis/steps.ts';
import { statusesOfCloudflare } from '#record/statuses-of-cloudflare.ts';
import { identityIncidents } from './incidents/identity.ts';
import { inItsPlaceIncidents } from './incidents/in-its-place.ts';
import { routeIncidents } from './incidents/routes.ts';
import { servingIncidents } from './incidents/serving.ts';

/** Which way the decision to go back falls, for incidents whose second step it is. */
const rollout = (otherwise: string): Step => ({
  ...lookAtRollout,
  expect: `one finished shortly before the first red run -> Do 2; none -> ${otherwise}`,
});

export const apiIncidents: readonly Incident[] = [
  {
    id: 'health-down',
    title: 'The API answers its liveness probe with an error',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: ['5xx on every route', 'the load balancer takes its targets out'],
    signs: [
      { check: 'api/health', codes: ['status-unexpected'], facts: { status: [500] } },
      // 503 may be a page of maintenance; any other status a route that was moved, or a guard in front of it.
      { check: 'api/health', codes: ['status-unexpected'], vague: true },
    ],
    firstChecks: [
      'Did a deploy come just before?',
      'Running tasks against desired ones',
      'Answer from the load balancer (server: awselb) or from the app?',
    ],
    steps: [
      rollout('Do 3'),
      rollbackSteps.api,
      stoppedTasks,
      {
        text: 'not the release; look at tasks that will not start (memory, secret, image)',
        command: `aws ecs describe-services ${ecs} --services {ecs-service} --query 'services[0].events[:5].message'`,
        expect:
          '"unable to place a task" -> capacity; "failed health checks" -> the app starts and answers so: its log',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'ECS replaces a task that dies. One that starts and answers 5xx stays.',
    rollback: { scope: 'api', why: 'liveness depends on nothing but the release and its settings' },
    logs: '?error ?Error',
  },
  {
    id: 'health-unreached',
    title: 'A proxy answers in place of the API, which does not answer it',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: [
      '502 or 504 on every route, with a page of the proxy',
      'no line of these requests in the log of the API',
    ],
    signs: [
      { check: 'api/health', codes: ['status-unexpected'], facts: { status: [502, 504, ...statusesOfCloudflare] } },
    ],
    firstChecks: ['Does the API run at all?', 'Did a deploy of it, or a change of the proxy, come just before?'],
    steps: [
      {
        ...newTasks,
        expect: 'it answers within 5 min -> watch for an hour, and find out why it ended; the same again -> Do 2',
      },
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> Do 4' },
      rollbackSteps.api,
      stoppedTasks,
      {
        text: 'it runs and answers by itself: the address, port and time-out that the proxy has for it',
        expect: 'they differ from where it listens -> put them back; they fit -> a firewall between the two',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'ECS replaces a task that dies. One that does not start, or a wrong address in the proxy, stays.',
    rollback: { scope: 'api', why: 'what does not start, or listens elsewhere, comes with a release or its settings' },
    logs: '?error ?Error',
  },
  {
    id: 'ready-db',
    title: 'The API runs but cannot reach its database',
    severity: 'P0',
    affected: 'everyone: {behind-api}',
    symptoms: ['liveness stays green, everything with data fails', 'slow 5xx, connection errors in the log'],
    signs: [
      { check: 'api/ready', codes: ['ready-dependency'], facts: { dependencyKind: ['database'] } },
      { check: 'api/health', codes: ['ready-dependency'], facts: { dependencyKind: ['database'] } },
    ],
    firstChecks: [
      'Did a deploy or a change of settings come just before?',
      'Does the database run, are its connections used up?',
      'Network access list and credentials',
    ],
    steps: [
      rollout('Do 3'),
      rollbackSteps.api,
      {
        ...logOf(
          '?Mongo ?ECONN ?ETIMEDOUT ?pool ?Authentication',
          'timed out or ECONNREFUSED -> access list, or it is down; Authentication failed -> its password; pool -> Do 4',
        ),
        elsewhere: {
          text: 'the API log, for refused, timed out, authentication, pool, too many connections',
          expect: 'refused or timed out -> access list, or it is down; authentication -> its password; pool -> Do 4',
        },
      },
      {
        ...newTasks,
        expect: 'ready at once, and red again later -> connections leak: roll back; not ready -> the database itself',
      },
      {
        text: 'not the release; look at the database (state, connections, access list, password)',
        expect: 'it runs and takes a connection from elsewhere -> the access list; it does not -> whoever runs it',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'The driver reconnects by itself once the database answers; no restart is needed.',
    rollback: { scope: 'api', why: 'a release can bring another address, password or pool size' },
    logs: '?Mongo ?ECONN ?pool',
  },
  {
    id: 'api-timeout',
    title: 'The API accepts requests and does not answer',
    severity: 'P0',
    affected: 'everyone: every action hangs until the browser gives up',
    symptoms: ['504 at the load balancer', 'response times climb, then traffic falls'],
    signs: [{ check: 'api/health', codes: ['no-answer'], facts: { phase: ['request', 'answer'] } }],
    firstChecks: [
      'CPU and memory of the tasks',
      'Did a deploy come just before?',
      'Is one thing waited for without a limit (database, Stripe)?',
    ],
    steps: [
      {
        ...newTasks,
        expect: '/health 200 within 5 min -> it was the tasks, watch for an hour; new tasks hang too -> Do 2',
      },
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> Do 4' },
      rollbackSteps.api,
      lookAtTasks,
      {
        text: 'new tasks hang too; it is what they wait for (database, DNS, egress), not the tasks',
        expect: 'the last log line of a task -> what it began and never ended; no line -> it never took the request',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Tasks that fail the health check are replaced, which helps for as long as nothing blocks them again.',
    rollback: { scope: 'api', why: 'a blocked event loop comes with code' },
    logs: '?timeout ?blocked',
  },
  ...servingIncidents,
  ...inItsPlaceIncidents,
  ...identityIncidents,
  ...routeIncidents,
  {
    id: 'clock-drift',
    title: "The API's clock is likely wrong",
    severity: 'P1',
    affected: 'signed-in users: tokens count as expired or not valid yet; webhooks are rejected as too old',
    symptoms: ['401 with a fresh token', 'signature errors that name the timestamp'],
    signs: [{ check: 'api/clock', codes: ['clock-off'], outcome: 'any' }],
    firstChecks: ['Is the clock of the machine that watches right?', 'Every task or one?'],
    steps: [
      {
        text: 'ours, that of the API, and a third one',
        command:
          "date -u; curl -sSI -m 10 {api}{health} | grep -i '^date'; curl -sSI -m 10 https://one.one.one.one/ | grep -i '^date'",
        expect:
          'the API alone is off -> Do 2; ours alone -> set the clock of this machine; all alike -> one task of many: Do 2',
      },
      {
        ...newTasks,
        expect: 'api/clock green within 5 min -> over: another host; off again -> open a case with {hoster}',
      },
      {
        text: 'still off on new tasks; open a case with {hoster}; on a machine of yours look at chrony',
        expect:
          '"chronyc tracking" says not synchronised -> restart chronyd; synchronised -> the app sets its own time',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself: a task keeps the clock of its host. A new task gets another host.',
    rollback: { scope: 'none', why: 'the clock belongs to the host, not to the release' },
    logs: '?jwt ?timestamp',
  },
  {
    id: 'runner-clock',
    title: 'The clock of the machine that watches is wrong',
    severity: 'P3',
    affected: 'nobody that we know of: whatever depends on the time was not judged',
    symptoms: ['every host seems to be off by the same time', 'tokens seem expired or not valid yet'],
    signs: [{ check: 'api/clock', codes: ['runner-clock-off'], outcome: 'any' }],
    firstChecks: ['Does the machine keep its clock by NTP?', 'Was it suspended, or restored from an image?'],
    steps: [
      {
        text: 'ours and one that is known to be right',
        command: "date -u; curl -sSI -m 10 https://one.one.one.one/ | grep -i '^date'",
        expect:
          'ours is off -> set it by NTP (timedatectl set-ntp true) and run again; alike -> the hosts are off: call them',
      },
      {
        text: 'still off; watch from another machine until it is mended',
        expect: 'green there -> only this machine; red with the same hosts -> their clocks',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Where NTP runs it is set right within minutes.',
    rollback: { scope: 'none', why: 'nothing known against it' },
  },
  {
    id: 'metrics-broken',
    title: 'Prometheus cannot read the metrics of the API',
    severity: 'P3',
    affected: 'no user; dashboards and alerts that live on these metrics are blind',
    symptoms: ['the scrape target is down (up = 0)', 'gaps in dashboards; alerts that cannot fire'],
    signs: [
      { check: 'api/metrics', codes: ['body-misfit'] },
      { check: 'api/metrics', codes: ['body-unexpected', 'status-unexpected'], vague: true },
    ],
    firstChecks: ['Does the app answer there, or a proxy in its place?', 'Was the path or its guard changed?'],
    steps: [
      {
        text: 'who answers, and how it begins',
        command: 'curl -sS -m 10 -i {url} | head -c 600',
        expect:
          'a page of a proxy or the site -> its route to the app: take the change back; metrics of the app -> Do 2',
      },
      {
        text: 'lines that begin like nothing Prometheus knows',
        command: "curl -sS -m 10 {url} | grep -n -v -E '^([a-zA-Z_:{#]|$)' | head -5",
        expect:
          'a line -> whatever writes it: mend it in the next release; none -> the media type, or a figure that is none',
      },
      {
        text: 'still blind; look at what these alerts watch by other means until it is mended',
        expect: 'another source shows it -> it can wait for the day; none does -> call the owner',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself; Prometheus reads on as soon as it is well again.',
    rollback: { scope: 'none', why: 'no user is hit: mend it with the next release' },
    logs: '?metrics',
  },
];
