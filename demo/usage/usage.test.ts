import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { createLoopbackFetch, type LoopbackFetch } from '../net/loopback-fetch.ts';
import { bootUsage, type UsageDemo } from './boot.ts';
import type { usageFaults } from './faults.ts';

let demo: UsageDemo;
let inside: LoopbackFetch;
before(async () => {
  demo = await bootUsage();
  inside = createLoopbackFetch(demo.caPem);
});
afterEach(() => {
  for (const id of demo.faults.ids) demo.faults.turnOff(id);
});
after(async () => {
  await inside.close();
  await demo.close();
});

async function ask(path: string, body?: unknown) {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await inside.fetch(`${demo.urls.api}${path}`, body === undefined ? {} : post);
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  return { status: response.status, json, headers: response.headers };
}

const event = (entityId: string) => ({ entityId, eventType: 'login', metadata: { from: 'test' } });
const totalOf = async (entityId: string): Promise<number> => (await ask(`/v1/usage/${entityId}`)).json.data.totalEvents;

/** Asks until an event counts. */
async function untilCounted(entityId: string): Promise<void> {
  while ((await totalOf(entityId)) === 0);
}

describe('the Usage Metrics API', () => {
  test('tells which service it is, and when', async () => {
    const { json, headers } = await ask('/health');
    const { timestamp, ...rest } = json;
    assert.deepEqual(rest, { status: 'healthy', service: 'ioanyt-delivery-standard', version: demo.release });
    assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 10_000);
    assert.equal(headers.get('x-powered-by'), 'Express');
    assert.deepEqual((await ask('/ready')).json.checks, { service: 'ok' });
    assert.equal((await ask('/info')).json.version, demo.release);
  });

  test('counts an event towards its entity, a moment later, and no other', async () => {
    const { status, json } = await ask('/v1/events', event('one'));
    assert.deepEqual([status, json.success, json.data.entityId], [201, true, 'one']);
    await untilCounted('one');
    assert.equal(await totalOf('other'), 0);
  });

  test('refuses what is no event, and says why', async () => {
    for (const bad of [{}, { entityId: 'a' }, { eventType: 'b' }, { entityId: '', eventType: 'b' }, [], 7]) {
      const { status, json } = await ask('/v1/events', bad);
      assert.deepEqual([status, json.error.code], [400, 'VALIDATION_ERROR'], JSON.stringify(bad));
    }
    assert.equal((await ask('/v1/nothing')).json.error.code, 'NOT_FOUND');
  });
});

/** The statuses of so many answers. */
async function statuses(path: string, count: number, body?: unknown): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < count; at += 1) all.push((await ask(path, body)).status);
  return all;
}

type AnswerFault = Exclude<keyof typeof usageFaults, 'tls-expired' | 'dns' | 'p95' | 'write-lost'>;

/** What each fault of answers shows. */
const shown: Record<AnswerFault, () => Promise<unknown>> = {
  'error-rate': () => statuses('/v1/usage/a', 4),
  overload: () => statuses('/info', 3),
  'not-ready': async () => [
    (await ask('/ready')).status,
    (await ask('/v1/usage/a')).status,
    (await ask('/health')).status,
  ],
  'no-healthy-hosts': async () => [(await ask('/info')).status, (await ask('/info')).headers.get('server')],
  'contract-broken': async () => Object.keys((await ask('/health')).json),
  'wrong-service': async () => [(await ask('/health')).json.service, (await ask('/v1/usage/a')).status],
  'health-cached': async () => (await ask('/health')).headers.get('age'),
  'stale-version': async () => [(await ask('/health')).json.version, (await ask('/info')).json.version],
  'events-refused': () => statuses('/v1/events', 1, event('a')),
  'validation-gone': () => statuses('/v1/events', 1, { eventType: 'b' }),
};
const expected: Record<AnswerFault, unknown> = {
  'error-rate': [200, 200, 200, 500],
  overload: [200, 200, 503],
  'not-ready': [503, 503, 200],
  'no-healthy-hosts': [503, 'awselb/2.0'],
  'contract-broken': ['status', 'timestamp', 'service'],
  'wrong-service': ['ioanyt-delivery-premium', 404],
  'health-cached': '600',
  'stale-version': ['1.0.0', '1.0.0'],
  'events-refused': [400],
  'validation-gone': [201],
};

for (const [fault, look] of Object.entries(shown))
  test(`${fault} shows as it should, and goes when it is switched off`, async () => {
    demo.faults.turnOn(fault);
    assert.deepEqual(await look(), expected[fault as AnswerFault]);
    demo.faults.turnOff(fault);
    assert.notDeepEqual(await look(), expected[fault as AnswerFault]);
  });

test('an event that is lost is taken and never counts, while one after it does', async () => {
  demo.faults.turnOn('write-lost');
  assert.equal((await ask('/v1/events', event('lost'))).status, 201);
  demo.faults.turnOff('write-lost');
  await ask('/v1/events', event('kept'));
  await untilCounted('kept');
  assert.equal(await totalOf('lost'), 0);
});

test('a closed demo leaves no folder, and an unknown fault opens none', async () => {
  const other = await bootUsage({ faults: ['tls-expired'] });
  assert.deepEqual([other.faults.ids, other.trustedKeys], [['tls-expired:api'], []]);
  await other.close();
  assert.equal(existsSync(dirname(other.caFile)), false);
  await assert.rejects(bootUsage({ faults: ['login-500'] }), /Unknown fault "login-500"/);
});
