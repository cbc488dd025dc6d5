import type { Incident } from '#diagnosis/incident.ts';
import { headOf, logOf, lookAtRollout, lookAtTasks, newTasks, stoppedTasks, watchIt } from '#diagnosis/steps.ts';

const dbState = { text: 'which dependency, in its own words', command: 'curl -sS -m 10 {api}{ready}' };

export const apiIncidents: readonly Incident[] = [
  {
    id: 'health-down',
    title: 'The API answers its liveness probe with an error',
    severity: 'P0',
    affected: 'everyone: sign-in, discover, billing; the static pages open',
    symptoms: ['5xx on every route', 'the load balancer takes its targets out'],
    signs: [{ check: 'api/health', classes: ['http-error'] }],
    firstChecks: [
      'Did a deploy come just before?',
      'Running tasks against desired ones',
      'Answer from the load balancer (server: awselb) or from the app?',
    ],
    steps: [
      lookAtRollout,
      stoppedTasks,
      headOf('{api}{health}', '"server: awselb" = no healthy task behind it'),
      { text: 'not the release; look at tasks that will not start (memory, secret, image)', afterMinutes: 15 },
    ],
    selfHealing: 'ECS replaces a task that dies. One that starts and answers 5xx stays.',
    rollback: { scope: 'api', why: 'liveness depends on nothing but the release and its settings' },
    logs: '?error ?Error',
  },
  {
    id: 'ready-db',
    title: 'The API runs but cannot reach its database',
    severity: 'P0',
    affected: 'everyone: sign-in, discover, billing',
    symptoms: ['liveness stays green, everything with data fails', 'slow 5xx, connection errors in the log'],
    signs: [{ check: 'api/ready', classes: ['dependency'], says: /\b(db|database|mongo\w*|postgres\w*|sql)\b/i }],
    firstChecks: [
      'Did a deploy or a change of settings come just before?',
      'Does the database run, are its connections used up?',
      'Network access list and credentials',
    ],
    steps: [
      dbState,
      lookAtRollout,
      logOf('?Mongo ?ECONN ?pool'),
      { text: 'not the release; look at the database (state, connections, access list, password)', afterMinutes: 15 },
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
    signs: [{ check: 'api/health', classes: ['timeout'] }],
    firstChecks: [
      'CPU and memory of the tasks',
      'Did a deploy come just before?',
      'Is one thing waited for without a limit (database, Stripe)?',
    ],
    steps: [
      lookAtTasks,
      lookAtRollout,
      newTasks,
      { text: 'new tasks hang too; it is what they wait for (database, DNS, egress), not the tasks', afterMinutes: 10 },
    ],
    selfHealing: 'Tasks that fail the health check are replaced, which helps for as long as nothing blocks them again.',
    rollback: { scope: 'api', why: 'a blocked event loop comes with code' },
    logs: '?timeout ?blocked',
  },
  {
    id: 'flaky-task',
    title: 'One bad API task among good ones',
    severity: 'P2',
    affected: 'some requests of everyone; a second try mostly works',
    symptoms: ['a steady share of 5xx', 'users report that a reload helps'],
    signs: [{ check: 'api/steady', classes: ['http-error', 'timeout', 'tcp'], outcome: 'any' }],
    firstChecks: ['Share of 5xx: one task of how many?', 'Are two revisions running at once?'],
    steps: [
      lookAtRollout,
      {
        text: 'the tasks; stop the odd one and ECS replaces it',
        command:
          'aws ecs list-tasks --region {region} --cluster {ecs-cluster} --service-name {ecs-service} --desired-status RUNNING',
      },
      newTasks,
      { text: 'same share after new tasks; not a task; look at the load balancer targets', afterMinutes: 15 },
    ],
    selfHealing: 'Only when the health check fails on that task. A task that is bad some of the time stays.',
    rollback: { scope: 'api', why: 'two revisions at once: the newer one is the suspect' },
    logs: '?502 ?error',
  },
  {
    id: 'clock-drift',
    title: "The API's clock is wrong",
    severity: 'P1',
    affected: 'signed-in users: tokens count as expired or not valid yet; webhooks are refused as too old',
    symptoms: ['401 with a fresh token', 'signature errors that name the timestamp'],
    signs: [{ check: 'api/clock', classes: ['clock'], outcome: 'any' }],
    firstChecks: ['Is the clock of the machine that watches right?', 'Every task or one?'],
    steps: [
      { text: 'the two clocks side by side', command: "date -u; curl -sSI -m 10 {api}{health} | grep -i '^date'" },
      newTasks,
      watchIt,
      { text: 'still off on new tasks; open a case with AWS; on EC2 look at chrony', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself on Fargate: the task keeps the clock of its host. A new task gets another host.',
    rollback: { scope: 'none', why: 'the clock belongs to the host, not to the release' },
    logs: '?jwt ?timestamp',
  },
];
