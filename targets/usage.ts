import { defineTarget } from './target.ts';

/** Whose usage probes count up: marked, and nobody's bill. One for each runner that watches at the same time. */
const probeEntity = 'watchpost-probe';
const usage = { host: 'api', path: `/v1/usage/${probeEntity}` } as const;
const events = { method: 'POST', host: 'api', path: '/v1/events' } as const;
/** Without an entity it counts for nobody, and is refused. */
const badEvent = { eventType: 'probe' };

const ecs = '--region {region} --cluster {ecs-cluster}';
const rollout = {
  text: 'a rollout just before?',
  command: `aws ecs list-service-deployments ${ecs} --service {ecs-service} --max-results 2`,
};
const goBack = {
  goesBack: 'api',
  text: 'the revision before',
  command: `aws ecs update-service ${ecs} --service {ecs-service} --task-definition <family:revision-before>`,
  expect: 'green within 5 min -> stay there; still red -> it was not the release',
} as const;
const escalation = ['L2: senior engineer or tech lead', 'L3: CTO or platform team'];

/**
 * Usage Metrics API: Express on ECS behind an ALB, no frontend, no sign-in. Its thresholds, channels and windows are those of
 * its runbook; where the runbook is silent (region, names of the CPU and memory alarms), they are a guess to be put right.
 */
export default defineTarget({
  name: 'usage',
  environment: 'test',
  region: 'eu-central-1',
  hosts: { api: 'https://api.usage.example' },
  apis: {
    api: {
      host: 'api',
      health: {
        path: '/health',
        shape: { overall: 'status', good: ['healthy'] },
        contract: {
          service: { is: 'ioanyt-delivery-standard' },
          fields: ['version'],
          fresh: { field: 'timestamp', withinSeconds: 60 },
        },
      },
      ready: { path: '/ready', shape: { overall: 'status', map: 'checks', good: ['ready', 'ok'] } },
      version: { path: '/info', field: 'version' },
      steady: { requests: 20, failsAbove: 0.05 },
      routes: {
        requests: 20,
        failsAbove: 0.05,
        p95: 1_000,
        of: [
          { path: usage.path },
          { method: 'POST', path: events.path, json: badEvent, status: 400 },
          { path: '/info' },
        ],
      },
      clock: { withinSeconds: 30 },
    },
  },
  requests: {
    counted: {
      claim: 'an event counts towards the usage of its entity',
      severity: 'P1',
      steps: [
        { ...usage, expect: { json: { success: { equals: true } } }, take: { before: 'data.totalEvents' } },
        {
          ...events,
          json: { entityId: probeEntity, eventType: 'probe', metadata: { source: 'watchpost', run: '{run}' } },
          expect: { status: 201, json: { success: { equals: true }, 'data.entityId': { equals: probeEntity } } },
        },
        {
          ...usage,
          expect: { json: { 'data.totalEvents': { growsBy: 1, since: 'before' } } },
          patienceMs: 5_000,
        },
      ],
      undo: { needless: 'the entity is marked and belongs to probes alone: what counts there is billed to nobody' },
      incidents: [
        {
          id: 'write-lost',
          title: 'Events are taken and do not count towards usage',
          when: ['value'],
          affected: 'every customer: usage is too low, and so are bills',
          symptoms: ['201 for events, figures that stand still'],
          firstChecks: ['Does what counts the events run?', 'Did a deploy come just before?'],
          steps: [
            { ...rollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
            goBack,
            {
              text: 'what the service says of keeping and counting',
              command:
                "aws logs tail {log-group} --since 30m --region {region} --filter-pattern '?error ?Error ?ERROR'",
              expect: 'errors of the store -> the store; none -> Do 4',
            },
            {
              text: 'fresh tasks, same release',
              command: `aws ecs update-service ${ecs} --service {ecs-service} --force-new-deployment`,
              expect: 'the figure grows again -> it was a task that hung; it stands still -> call L2',
            },
            {
              text: 'events are being lost: keep them at whoever sends them, and note since when for the repair',
              expect:
                'senders can repeat them -> repeat when green; they cannot -> take them from the log of the balancer',
              afterMinutes: 15,
            },
          ],
          selfHealing: 'Late figures catch up. What was never kept is gone.',
          rollback: { scope: 'api', why: 'how events are kept and counted comes with a release' },
          logs: '?error ?Error',
        },
        {
          id: 'events-refused',
          title: 'Good events are refused',
          when: ['status'],
          affected: 'every customer that sends events: nothing is metered',
          symptoms: ['4xx for events that were good yesterday'],
          firstChecks: ['Did a deploy come just before?', 'Was the form of an event changed on purpose?'],
          steps: [
            { ...rollout, expect: 'one finished shortly before the first red run -> Do 2; none -> Do 3' },
            goBack,
            {
              text: 'the same event by hand, with the reason for the refusal',
              command: `curl -sS -m 10 -X POST -H 'content-type: application/json' -d '{"entityId":"${probeEntity}","eventType":"probe"}' {api}/v1/events`,
              expect:
                '201 -> it has passed; VALIDATION_ERROR -> the rule that it names; another -> what stands in front',
            },
            {
              text: 'not the release; what stands in front of the service (firewall, body limits)',
              expect: 'the log has no line of the request -> what stands in front; it has -> whoever owns the rule',
              afterMinutes: 15,
            },
          ],
          selfHealing: 'Not by itself; what was refused must be sent again.',
          rollback: { scope: 'api', why: 'what is refused comes with a release' },
          logs: '?VALIDATION_ERROR',
        },
      ],
    },
    refusal: {
      claim: 'an event without an entity is refused, and the reason is told',
      severity: 'P2',
      readOnly: true,
      steps: [
        {
          ...events,
          json: badEvent,
          expect: {
            status: 400,
            json: { success: { equals: false }, 'error.code': { equals: 'VALIDATION_ERROR' } },
          },
        },
      ],
    },
  },
  owners: { default: 'L1: engineer on call' },
  severities: { 'api/ready': 'P0' },
  response: {
    P0: { acknowledgeMinutes: 0, channel: 'PagerDuty', call: escalation },
    P1: { acknowledgeMinutes: 15, channel: 'Slack #alerts', call: escalation },
    // Latency is told like errors; CPU and memory, which may wait an hour, are told by their alarms.
    P2: { acknowledgeMinutes: 15, channel: 'Slack #alerts', call: escalation },
    P3: { acknowledgeMinutes: 1_440, channel: 'e-mail', call: escalation },
  },
  maintenance: [{ every: 'Sunday', at: '02:00', for: '4h', zone: 'UTC', reason: 'the weekly window of the runbook' }],
  changeFreeze: [{ lastDays: 7, of: 'quarter' }],
  unseen: [
    { what: 'unhealthy hosts while others serve', alarm: 'delivery-standard-prod-unhealthy-hosts' },
    { what: 'no traffic of customers', alarm: 'delivery-standard-prod-low-requests' },
    { what: 'CPU above 80 %', alarm: 'delivery-standard-prod-high-cpu' },
    { what: 'memory above 85 %', alarm: 'delivery-standard-prod-high-memory' },
  ],
  proof: {
    accepted: [
      {
        answer: /^(GET|POST) api /,
        mutation: /content.type/,
        reason: 'who asks for JSON reads it as JSON, whatever type it says: so do all that call it',
      },
    ],
  },
  aws: {
    cluster: 'ioanyt-prod',
    service: 'delivery-standard',
    logGroup: '/ecs/delivery-standard-prod',
    alarms: 'delivery-standard-prod-',
  },
  schedule: { http: { every: '2m' } },
  metrics: { publish: 'on' },
});
