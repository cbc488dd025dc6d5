import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tellableText } from '#record/people/tellable-url.ts';
import { readReport, withoutPeople } from './health-report.ts';

/** What the worst of a report says. */
function worst(body: object): string {
  const { overall, parts } = readReport({ type: 'application/json', text: JSON.stringify(body), body });
  const said = [overall, ...parts].map((one) => one?.meaning);
  return (['bad', 'degraded'] as const).find((one) => said.includes(one)) ?? 'well';
}

/** What is told of another time, of something that is not used, or is a name, a figure or a limit. */
const well: readonly object[] = [
  { status: 'ok', lastError: 'timeout at 03:12', previousState: 'down', latestBackup: { status: 'failed' } },
  { status: 'ok', history: [{ status: 'down', at: '2026-01-01' }], incidents: [{ state: 'failed' }] },
  { status: 'ok', branch: 'fix/error-handling', host: 'down-under-1', statusPage: 'https://status.example.com/down' },
  { status: 'ok', deadLetters: 'empty', mode: 'every 5 minutes', market: 'closed', plan: 'limited' },
  { status: 'ok', thresholds: { down: 5 }, onFailure: 'stop', retries: { failed: 3 } },
  { status: 'ok', mailer: { ok: false, enabled: false }, replication: { up: false, enabled: false } },
  { status: 'ok', scaleDown: true, countdown: true, gracefulShutdown: true, maintenance: false },
  { status: 'ok', down: [], failing: {}, unhealthy: 0, failures: 4, failed: 2, problems: null },
  { status: 'ok', update: { available: false }, tls: { available: false }, gpu: { connected: false } },
  { status: 'ok', build: { status: 'failed' }, config: { error: 'log' }, release: { state: 'stable' } },
  { status: 'ok', jobs: { nightly: { status: 'idle' }, mail: { state: 'waiting' } }, raft: { state: 'Follower' } },
  { errno: 0, errmsg: 'ok' },
  { code: 20_000, message: 'success' },
  { ret: 0 },
  { success: 1, mongo: { readyState: 1 } },
  { status: { indicator: 'none', description: 'All Systems Operational' } },
  { state: '正常', db: '✅' },
  { statut: 'disponible' },
  { status: '200 OK', services: { storage: { statusCode: 204 } } },
  { ok: true, list: { items: [{ name: 'a user', status: 'inactive' }] } },
];

const unwell: readonly object[] = [
  // As numbers and truths.
  { success: 0 },
  { ok: 1, mongo: { ok: 0 } },
  { errno: 2002, errmsg: 'db' },
  { ret: -1, msg: 'x' },
  { code: 1, msg: 'fail' },
  { status: '500' },
  { status: '503 Service Unavailable' },
  { status: 'ok', store: '403 Forbidden' },
  { status: 'ok', ledger: { statusCode: 502 } },
  { mongoose: { readyState: 0 } },
  { status: 'ok', outage: true },
  { status: 'ok', isShuttingDown: true },
  { initialized: true, sealed: true },
  { live: false },
  // Deep inside.
  { data: { services: { database: { primary: { status: 'unreachable' } } } } },
  { infra: { stores: { postgres: { error: 'ECONNREFUSED' } } } },
  { app: { state: 'CRASHED' } },
  { worker: { isUp: false } },
  { status: { indicator: 'critical' } },
  { health: { state: 'DOWN' } },
  { _links: { self: {} }, _embedded: { checks: [{ name: 'db', status: 'DOWN' }] } },
  { Body: { Fault: { faultcode: 'Server', faultstring: 'x' } } },
  { exception: 'PDOException' },
  // As lists and counts.
  { status: 'ok', problems: ['the queue stands still'] },
  { healthy: ['api'], unhealthy: ['db'] },
  { passed: ['api'], failed: ['db'] },
  { status: 'ok', down: 1 },
  { total: 5, failed: 1, passed: 4 },
  // In the words of clients and of other languages.
  { db: "Can't connect to MySQL server" },
  { db: 'ERR_TIMEOUT' },
  { redis: 'NOAUTH Authentication required.' },
  { db: 'no' },
  { db: 'remaining connection slots: too many connections' },
  { statut: 'en panne' },
  { estado: 'caído' },
  { status: '异常' },
  { cache: '❌' },
];

describe('what a health answer says is guessed', () => {
  for (const body of well) test(`well: ${JSON.stringify(body)}`, () => assert.equal(worst(body), 'well'));
  for (const body of unwell) test(`unwell: ${JSON.stringify(body)}`, () => assert.equal(worst(body), 'bad'));

  test('between the two: what goes on with less', () => {
    assert.equal(worst({ status: 'ok', maintenance: true }), 'degraded');
    assert.equal(worst({ status: 'ok', degraded: ['search'] }), 'degraded');
    assert.equal(worst({ status: 'ok', problems: [{ message: 'workers are slow', severity: 'warning' }] }), 'degraded');
    assert.equal(worst({ status: 'ok', errors: [{ message: 'a shard is missing' }] }), 'degraded');
  });

  test('a part is named by where it stands, and a listed one by its name', () => {
    const { parts } = readReport({
      type: 'application/json',
      text: '',
      body: { data: { services: { database: { primary: { status: 'down' } } } }, failing: ['mail'] },
    });
    assert.deepEqual(
      parts.map(({ name, word }) => `${name}=${word}`),
      ['services.database.primary=down', 'mail=failing'],
    );
  });

  test('what it says in sentences names nobody', () => {
    const body = {
      status: 'lost for Grace Hopper',
      ledger: 'down',
      problems: ['ada@mail.example cannot log in, call Grace Hopper'],
      db: 'connection refused for Grace Hopper',
    };
    const report = withoutPeople(readReport({ type: 'application/json', text: '', body }), tellableText);
    assert.doesNotMatch(JSON.stringify(report), /Hopper|ada@/);
    assert.match(JSON.stringify(report), /connection refused/);
    assert.ok(report.parts.some(({ name, word }) => name === 'ledger' && word === 'down'));
  });
});
