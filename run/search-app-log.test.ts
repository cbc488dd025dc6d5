import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { createCloudWatchLogs } from '#demo/cloudwatch-logs/stand-in.ts';
import { listen } from '#demo/net/listen.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { searchAppLog } from './search-app-log.ts';

const target = await loadTarget('loventia');
const allowed = { ...target, aws: { logGroup: '/ecs/api', searchLogs: 'on' as const } };
const record = sampleRecord(changesOf('webhook-500'));
const [own = ''] = record.checks.flatMap(({ traceId }) => traceId ?? []);
const redact = (text: string) => text.replaceAll('hunter2', '[redacted]');
const webhookIn = ({ checks }: typeof record) => checks.find(({ id }) => id === 'billing/webhook');

/** What becomes of the record when the log of the API holds these messages. */
async function askedOf(messages: readonly string[], groups: readonly string[] = ['/ecs/api']) {
  const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'a secret of the test' };
  const lines = messages.map((message) => ({ timestamp: Date.parse(record.endedAt), message }));
  const linesOf = (name: string) => (groups.includes(name) ? lines : undefined);
  const server = await listen(createCloudWatchLogs({ credentials: [keys], region: target.region, linesOf }));
  const environment = {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: `http://127.0.0.1:${server.port}`,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
  try {
    return webhookIn(
      await searchAppLog(record, allowed, { diagnosis: diagnoseRun(record, target), environment, redact }),
    );
  } finally {
    await server.close();
  }
}

test('a target that does not say that its log may be searched is not asked', async () => {
  const diagnosis = diagnoseRun(record, target);
  assert.equal(await searchAppLog(record, target, { diagnosis, environment: {}, redact }), record);
});

test('what the evidence decides by itself needs no log', async () => {
  const clean = sampleRecord({});
  const diagnosis = diagnoseRun(clean, target);
  assert.equal(await searchAppLog(clean, allowed, { diagnosis, environment: {}, redact }), clean);
});

test('what the log says of the deliveries becomes evidence, without its secrets', async () => {
  const check = await askedOf([`request /webhooks/stripe ${own}`, 'Webhook refused: hunter2']);
  assert.deepEqual(check?.failure?.evidence.at(-1), 'in the log: Webhook refused: [redacted]');
  assert.equal(check?.failure?.evidence.length, (webhookIn(record)?.failure?.evidence.length ?? 0) + 1);
});

const refusal = 'Webhook refused: No signatures found matching the expected signature for payload';
const answered = (status: number) => JSON.stringify({ message: 'request', path: '/webhooks/stripe', status });

test('what the lines mean becomes a fact, in the words of the layer', async () => {
  const meanings = async (...lines: string[]) => {
    const check = await askedOf([`request /webhooks/stripe ${own}`, ...lines]);
    return check?.failure?.facts.log;
  };
  assert.deepEqual(await meanings(`${refusal} (verified 5105 of 5105 bytes)`, answered(400)), ['signature-mismatch']);
  assert.deepEqual(await meanings(`${refusal} (verified 3299 of 5105 bytes)`, answered(400)), ['body-changed']);
  assert.deepEqual(await meanings(answered(500)), ['server-error']);
  assert.equal(await meanings(answered(400)), undefined, 'what no sign fits is no fact');
});

test('what means something is told first, however much else the log holds', async () => {
  const others = Array.from({ length: 20 }, (_, at) => `Webhook received: event ${at}`);
  const check = await askedOf([`request /webhooks/stripe ${own}`, ...others, answered(500)]);
  const told = check?.failure?.evidence.filter((line) => line.startsWith('in the log: ')) ?? [];
  assert.equal(told[0], 'in the log: request /webhooks/stripe 500');
  assert.equal(told.length, 4);
});

test('a log that says nothing, or cannot be searched, is a remark and no evidence', async () => {
  const before = webhookIn(record)?.failure?.evidence;
  const remarks = {
    'the log has no line on it': await askedOf([]),
    'our own requests and those of others look alike there': await askedOf(['Webhook refused']),
    'could not be searched: ResourceNotFoundException': await askedOf([], []),
  };
  for (const [words, check] of Object.entries(remarks)) {
    assert.ok(check?.remarks.at(-1)?.includes(words), `${check?.remarks.at(-1)} says "${words}"`);
    assert.deepEqual(check?.failure?.evidence, before);
  }
});
