import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HealthShape, OwnShape } from '#targets/definition/api.ts';
import { kindOf } from './health-names.ts';
import { readReport } from './health-report.ts';

function read(
  body: unknown,
  shape?: HealthShape | OwnShape,
  { type = 'application/json', checks = undefined as string | undefined } = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readReport({ type, text, body: typeof body === 'string' ? undefined : body }, shape, checks);
}

/** Parts as `name meaning`, the whole first. */
const told = (body: unknown, type = 'application/json') => {
  const { overall, parts } = read(body, undefined, { type });
  return [overall?.meaning ?? 'silent', ...parts.map(({ name, meaning }) => `${name} ${meaning}`)].join(', ');
};

const rows: [looksLike: string, body: unknown, told: string, type?: string][] = [
  [
    'NestJS Terminus',
    {
      status: 'error',
      info: { redis: { status: 'up' } },
      error: { mongodb: { status: 'down', message: 'x' } },
      details: { redis: { status: 'up' }, mongodb: { status: 'down' } },
    },
    'bad, redis good, mongodb bad',
  ],
  ['NestJS Terminus', { status: 'ok', info: {}, error: {}, details: {} }, 'good'],
  ['Spring Actuator', { status: 'UP', groups: ['liveness', 'readiness'] }, 'good'],
  [
    'Spring Actuator',
    {
      status: 'DOWN',
      components: {
        db: { status: 'DOWN', components: { orders: { status: 'UP' }, users: { status: 'DOWN' } } },
        discoveryComposite: { status: 'UNKNOWN' },
        diskSpace: { status: 'UP', details: { free: 1 } },
      },
    },
    'bad, db.orders good, db.users bad, discoveryComposite untold, diskSpace good',
  ],
  [
    'ASP.NET health checks',
    {
      status: 'Degraded',
      totalDuration: '00:00:01',
      entries: { npgsql: { status: 'Healthy', data: {} }, smtp: { status: 'Degraded' } },
    },
    'degraded, npgsql good, smtp degraded',
  ],
  [
    'a flat list of dependencies',
    { deadlocks: { healthy: true, duration: 0 }, postgres: { healthy: false, message: 'timeout' } },
    'silent, deadlocks good, postgres bad',
  ],
  ['a state without dependencies', { is_healthy: false, features: { available: false } }, 'bad'],
  ['plain words', 'Unhealthy', 'bad', 'text/plain'],
  ['plain words', 'Degraded', 'degraded', 'text/plain'],
  ['plain words', 'OK - 3 workers', 'good', 'text/plain'],
  ['plain words', 'Hello from shop', 'untold', 'text/plain'],
  ['a status alone', '', 'silent', ''],
  [
    'the checks of Kubernetes',
    '[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed',
    'silent, ping good, etcd bad',
    'text/plain',
  ],
  [
    'health+json',
    {
      status: 'warn',
      checks: {
        'cassandra:responseTime': [{ componentType: 'datastore', status: 'pass' }, { status: 'warn' }],
        uptime: [{ observedValue: 3 }],
      },
    },
    'degraded, cassandra:responseTime degraded, uptime untold',
    'application/health+json',
  ],
  [
    'MicroProfile Health',
    {
      status: 'DOWN',
      checks: [
        { name: 'orders-db', status: 'DOWN' },
        { name: 'live', status: 'UP' },
      ],
    },
    'bad, orders-db bad, live good',
  ],
  [
    'a map of dependencies under "checkResults"',
    {
      finishedAt: 1,
      checkResults: [
        { name: 'Database', status: 'ok' },
        { name: 'Queue', status: 'failed' },
      ],
    },
    'silent, Database good, Queue bad',
  ],
  [
    'a map of dependencies under "dependencies"',
    { healthy: true, dependencies: { pg: { healthy: true, latencyMs: 3 }, s3: { healthy: false } } },
    'good, pg good, s3 bad',
  ],
  [
    'a flat list of dependencies',
    { 'Cache backend: default': 'working', DatabaseBackend: 'unavailable: timeout', version: '1.2.3' },
    'silent, Cache backend: default good, DatabaseBackend bad',
  ],
  [
    'a flat list of dependencies',
    { ok: true, db: true, logLevel: 'error', maintenance: false, uptime: 12 },
    'good, db good',
  ],
  ['a state without dependencies', { status: 'UP?', uptime: 12 }, 'untold'],
  // Serializers of .NET begin each name with a capital.
  ['ASP.NET health checks', { Status: 'Unhealthy', Entries: { Sql: { Status: 'Unhealthy' } } }, 'bad, Sql bad'],
  ['a list of dependencies', [{ CheckID: 'serf', Name: 'Serf', Status: 'critical' }], 'silent, Serf bad'],
  [
    'a flat list of dependencies',
    { status: 'ok', db_check: [{ status: 'ok' }], cache_check: [{ status: 'failed' }] },
    'good, db_check good, cache_check bad',
  ],
  ['plain words', 'NOT OK', 'bad', 'text/plain'],
  ['plain words', 'OK, no errors', 'good', 'text/plain'],
  ['a state without dependencies', { status: 'NOT_SERVING' }, 'bad'],
  ['a state without dependencies', { status: 'draining' }, 'bad'],
  ['a state without dependencies', { status: 'starting' }, 'degraded'],
  ['a flat list of dependencies', { status: 'ok', db: 'not connected' }, 'good, db bad'],
  // Envelopes come as 200 whatever is in them.
  ['a state without dependencies', { statusCode: 503, message: 'x' }, 'bad'],
  ['a state without dependencies', { code: 0, message: 'x' }, 'silent'],
  ['a state without dependencies', { success: false }, 'bad'],
  ['a state without dependencies', { error: 'no connection to the database' }, 'bad'],
  ['a state without dependencies', { uptime: 3, errors: 12 }, 'silent'],
  // PHP and Express call every text a page, unless they are told otherwise.
  ['plain words', 'OK', 'good', 'text/html'],
  ['a page that says how it is', '<!DOCTYPE html><html><body style="background-color: green"></body></html>', 'good'],
  ['a page that says how it is', '<!DOCTYPE html><html><body style="background-color: red"></body></html>', 'bad'],
  [
    'a page that says how it is',
    '<!DOCTYPE html><title>Shop</title><style>h2{}</style><div><h2>Application up</h2><p>HTTP request received.</p></div>',
    'good',
    'text/html',
  ],
];

describe('what an answer looks like, and what it says', () => {
  for (const [looksLike, body, expected, type] of rows)
    test(`${looksLike}: ${JSON.stringify(body).slice(0, 60)}`, () => {
      assert.equal(told(body, type), expected);
      assert.equal(read(body, undefined, { type: type ?? 'application/json' }).looksLike, looksLike);
    });
});

test('a page in the place of a report is told from one', () => {
  assert.ok(read('<!doctype html><h1>Sign in</h1>', undefined, { type: 'text/html' }).isPage);
  assert.ok(!read('<!doctype html>', 'status', { type: 'text/html' }).isPage);
  for (const page of [
    '<h1>Welcome to nginx!</h1>',
    '<a href=/up>Sign up</a>',
    '<div id="root"></div>',
    '<p>Be healthy</p>',
  ])
    assert.ok(read(page, undefined, { type: 'text/html' }).isPage, page);
  for (const text of ['OK', '{"status":"ok"}']) assert.ok(!read(text, undefined, { type: 'text/html' }).isPage, text);
});

test('a place and words of the target are taken as they are written, any other word is bad', () => {
  const shape = {
    map: 'system.parts',
    state: 'condition.word',
    overall: 'system.word',
    good: ['grün'],
    degraded: ['gelb'],
  };
  const part = (word: string) => ({ condition: { word } });
  const report = read(
    { system: { word: 'Gelb', parts: { db: part('GRÜN'), bus: part('gelb'), mail: part('ok') } } },
    shape,
  );
  assert.deepEqual(
    [report.overall, ...report.parts].map((one) => one?.meaning),
    ['degraded', 'good', 'degraded', 'bad'],
  );
  assert.equal(read({ system: { word: 'grün' } }, shape).mapMissing, true);
});

test('a place that is named and empty is missing, and without one the usual places do', () => {
  assert.equal(read({ status: 'ok' }, undefined, { checks: 'checks' }).mapMissing, true);
  assert.equal(read({ status: 'ok' }).mapMissing, false);
  const { parts } = read({ parts: { a: 'up', b: { state: 'red' } } }, undefined, { checks: 'parts' });
  assert.deepEqual(
    parts.map(({ meaning }) => meaning),
    ['good', 'bad'],
  );
});

test('the kind of a dependency is read from the words of its name, or from the type that it tells', () => {
  const named = Object.fromEntries(
    ['primaryDb', 'orders-postgres', 'redis:latency', 'RabbitMQ', 'diskSpace', 'DatabaseBackend'].map((name) => [
      name,
      kindOf({ name }),
    ]),
  );
  assert.deepEqual(named, {
    primaryDb: 'database',
    'orders-postgres': 'database',
    'redis:latency': 'cache',
    RabbitMQ: 'queue',
    diskSpace: 'other',
    DatabaseBackend: 'database',
  });
  assert.equal(kindOf({ name: 'eu-1:responseTime', type: 'datastore' }), 'database');
});

test('a report without end is read as far as anybody would write one', () => {
  const composite = `${'{"status":"UP","components":{"a":'.repeat(60_000)}1${'}}'.repeat(60_000)}`;
  const lists = `{"checks":{"queue":${'['.repeat(90_000)}${']'.repeat(90_000)},"db":"down"}}`;
  const reportOf = (text: string) => readReport({ type: 'application/json', text, body: JSON.parse(text) });
  assert.equal(reportOf(composite).parts.length, 1);
  assert.deepEqual(
    reportOf(lists).parts.map(({ name, meaning }) => [name, meaning]),
    [
      ['queue', 'untold'],
      ['db', 'bad'],
    ],
  );
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`part${at}`, 'up']));
  assert.equal(read({ checks: wide }).parts.length, 40);
});

test('an error that stands in place of a report is told by its name', () => {
  const named = (body: object) => readReport({ type: 'application/json', text: JSON.stringify(body), body }).overall;
  const errors = [{ message: 'pool is empty', extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
  assert.deepEqual(named({ data: null, errors }), { word: 'INTERNAL_SERVER_ERROR', meaning: 'bad' });
  assert.deepEqual(named({ error: { code: 'pool_empty' } }), { word: 'pool_empty', meaning: 'bad' });
  assert.deepEqual(named({ errors: [1] }), { word: 'error', meaning: 'bad' });
});
