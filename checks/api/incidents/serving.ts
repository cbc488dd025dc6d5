import type { Incident } from '#diagnosis/incident.ts';
import { ecs, logOf, lookAtRollout, lookAtTasks, newTasks, rollbackSteps } from '#diagnosis/steps.ts';

/** What serves: too few tasks, or those of another release. */
export const servingIncidents: readonly Incident[] = [
  {
    id: 'flaky-task',
    title: 'The API serves some connections only, likely one bad task among good',
    severity: 'P2',
    affected: 'some requests of everyone; a second try mostly works',
    symptoms: ['a steady share of 5xx', 'users report that a reload helps'],
    signs: [{ check: 'api/steady', codes: ['connections-unserved'], outcome: 'any', facts: { extent: ['some'] } }],
    firstChecks: ['Share of 5xx: one task of how many?', 'Are two revisions running at once?'],
    steps: [
      {
        text: 'the tasks: revision, start, health',
        command: `aws ecs describe-tasks ${ecs} --tasks $(aws ecs list-tasks ${ecs} --service-name {ecs-service} --query taskArns --output text) --query 'tasks[].[taskArn,taskDefinitionArn,startedAt,healthStatus]' --output text`,
        expect: 'one is UNHEALTHY or started apart -> Do 2 with its ARN; two revisions -> Do 3; all alike -> Do 4',
      },
      {
        text: 'stops the one task; ECS starts another in its place',
        command: `aws ecs stop-task ${ecs} --task <task-arn> --reason 'serves errors'`,
        expect: 'all of the connections served within 3 min -> over; the same share -> Do 4',
      },
      rollbackSteps.api,
      {
        ...newTasks,
        expect:
          'all of the connections served within 5 min -> over; the same share -> the load balancer and its targets',
      },
      {
        text: 'same share after new tasks; not a task; look at the load balancer targets',
        expect:
          'a target that is no task, or in a zone without a subnet -> take it out; all healthy -> the app under load',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Only when the health check fails on that task. A task that is bad some of the time stays.',
    rollback: { scope: 'api', why: 'two revisions at once: the newer one is the suspect' },
    logs: '?502 ?error',
  },
  {
    id: 'mostly-unserved',
    title: 'The API fails more connections than it serves',
    severity: 'P0',
    affected: 'everyone: most actions fail, and a second try mostly does not help',
    symptoms: ['more 5xx than 2xx', 'the load balancer keeps few targets or none'],
    signs: [{ check: 'api/steady', codes: ['connections-unserved'], facts: { extent: ['most'] } }],
    firstChecks: ['Did a deploy come just before?', 'Running tasks against desired ones'],
    steps: [
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
      rollbackSteps.api,
      lookAtTasks,
      {
        ...newTasks,
        expect: 'most connections served within 5 min -> watch for an hour; the same -> what all tasks wait for',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'ECS replaces a task that dies or fails its health check. One that passes it some of the time stays.',
    rollback: { scope: 'api', why: 'most tasks run the newest revision: it is the suspect' },
    logs: '?error ?Error',
  },
  {
    id: 'not-ready',
    title: 'The API lives and says that it is not ready',
    severity: 'P1',
    affected: 'those who use what needs the part that it names; everyone, where no task is ready',
    symptoms: ['the load balancer takes its targets out', 'liveness stays green'],
    // It is its own word, and says nothing of why.
    signs: [
      { check: 'api/ready', codes: ['ready-dependency', 'says-bad'], vague: true },
      { check: 'api/health', codes: ['ready-dependency', 'says-bad'], vague: true },
      // Most services say it by the status alone. A gateway's own, and a route that has moved, are something else.
      { check: 'api/ready', codes: ['status-unexpected'], facts: { status: [500, 503] }, vague: true },
    ],
    firstChecks: ['Which part, in its own words', 'Did a deploy or a change of settings come just before?'],
    steps: [
      {
        text: 'which part, in its own words',
        command: 'curl -sS -m 10 -i {api}{ready}',
        expect: 'it is well -> it has passed; a part is not, or it names none -> Do 2, then what it waits for: its log',
      },
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> Do 4' },
      rollbackSteps.api,
      {
        ...newTasks,
        expect: 'ready within 5 min -> it was the tasks; not ready -> the part that it names',
      },
      {
        text: 'not the release, not the tasks; the part that it names (state, network, password)',
        expect: 'it answers from elsewhere -> the way from the tasks; it does not -> whoever runs it',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When the part comes back, in most services without a restart.',
    rollback: { scope: 'api', why: 'a release can bring another address, password or limit' },
    logs: '?ready ?ECONN ?timeout',
  },
  {
    id: 'ready-hangs',
    title: 'The API lives, and its readiness check does not answer',
    severity: 'P1',
    affected: 'those who use what needs the part that it waits for; everyone, where every instance waits',
    symptoms: ['liveness stays green, what needs data hangs'],
    signs: [{ check: 'api/ready', codes: ['no-answer'], facts: { phase: ['request', 'answer'] } }],
    firstChecks: ['What does readiness ask: a database, a cache, another service?', 'Are its connections used up?'],
    steps: [
      {
        ...newTasks,
        expect: 'ready within 5 min -> it was stuck: watch for an hour; it hangs at once -> Do 2',
      },
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> Do 4' },
      rollbackSteps.api,
      logOf(
        '?timeout ?pool ?ECONN',
        'a time-out -> it names what it waited for; pool -> connections are used up: by what; none -> what it waits for',
      ),
      {
        text: 'not the release; ask what readiness waits for from the same machine (database, cache, another service)',
        expect: 'one does not answer -> whoever runs it; all do -> what the check itself does without a limit of time',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When what it waits for comes back, in most services without a restart.',
    rollback: { scope: 'api', why: 'a release can bring another address, another pool, or a wait without a limit' },
    logs: '?timeout ?pool',
  },
  {
    id: 'release-not-served',
    title: 'The API serves another release than the one that is expected',
    severity: 'P1',
    affected: 'whoever waits for what the release brings; perhaps pages of the new release that ask an API of the old',
    symptoms: ['a deploy that says it is done, and nothing has changed'],
    signs: [{ check: 'api/version', codes: ['version-unexpected'], outcome: 'any' }],
    firstChecks: ['Is the rollout over?', 'Is the expected release the one that was deployed?'],
    steps: [
      {
        ...lookAtRollout,
        expect: 'one under way -> wait until it ends; one failed -> Do 2; none -> what is expected is wrong',
      },
      lookAtTasks,
      {
        text: 'what was expected (`--release`, or `version.expect` of the target) beside what was deployed',
        expect: 'they differ -> mend what expects it; the same -> a cache or another service answers that address',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When a rollout under way ends. Not when it was rolled back by itself.',
    rollback: { scope: 'none', why: 'the release before is what is served' },
    logs: '?version ?started',
  },
];
