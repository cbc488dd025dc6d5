import type { Failure } from '#record/evidence.ts';
import { finalizeRecord, type RunDraft } from '#record/finalize-record.ts';
import { type CheckRecord, type RunRecord, runRecordSchema } from '#record/run-record.ts';
import type { RunEnding } from '#record/verdict.ts';
import { type FailureClass, type Layer, layers, partyOf, type Severity, type Tier } from '#record/vocabulary.ts';

/** Records for tests of what is said about a run: a whole run of the demo, all of it passing, with some checks changed. */

const way = (host: string) => [`edge/dns:${host}`, `edge/tcp:${host}`, `edge/tls:${host}`];
const api = [...way('api'), 'api/health', 'api/ready', 'api/steady'];
const signedIn = [...api, 'auth/login', 'auth/me'];
const site = [...way('app'), 'frontend/pages'];
const bought = [...signedIn, 'billing/checkout', 'billing/hosted-page'];

type Row = [id: string, severity: Severity, classes: [FailureClass, ...FailureClass[]], needs: string[], tier?: Tier];

const rows: Row[] = [
  ...['app', 'api', 'images'].flatMap((host): Row[] => [
    [`edge/dns:${host}`, 'P0', ['dns'], ['edge/runner-online']],
    [`edge/tcp:${host}`, 'P0', ['tcp', 'timeout'], ['edge/runner-online', `edge/dns:${host}`]],
    [`edge/tls:${host}`, 'P0', ['tls'], ['edge/runner-online', `edge/dns:${host}`, `edge/tcp:${host}`]],
  ]),
  ['edge/https-redirect:app', 'P2', ['http-error'], way('app')],
  ['edge/runner-online', 'P2', ['harness'], []],
  ['api/health', 'P0', ['http-error', 'timeout'], way('api')],
  ['api/ready', 'P0', ['dependency', 'http-error'], way('api')],
  ['api/steady', 'P1', ['http-error', 'latency', 'timeout'], [...way('api'), 'api/health']],
  ['api/clock', 'P1', ['clock'], way('api')],
  ['api/version', 'P3', ['contract'], api],
  ['frontend/pages', 'P0', ['http-error'], way('app')],
  ['frontend/assets', 'P0', ['asset'], site],
  ['frontend/previous-assets', 'P2', ['asset'], [...site, 'frontend/assets']],
  ['frontend/cache', 'P2', ['release'], site],
  ['frontend/release', 'P2', ['release'], site],
  ['frontend/renders', 'P0', ['render'], [...site, 'frontend/assets'], 'browser'],
  ['frontend/page-data', 'P1', ['http-error', 'timeout'], [...site, 'frontend/renders', ...api], 'browser'],
  ['auth/login', 'P1', ['auth', 'http-error'], api],
  ['auth/wrong-credentials', 'P0', ['auth'], api],
  ['auth/me', 'P1', ['auth'], [...api, 'api/clock', 'auth/login']],
  ['auth/token', 'P1', ['auth'], ['auth/login', 'api/clock']],
  ['auth/refresh', 'P1', ['auth'], [...signedIn, 'api/clock']],
  ['auth/rotation', 'P2', ['auth'], [...signedIn, 'auth/refresh']],
  ['auth/cookie', 'P1', ['cookie'], ['auth/login']],
  ['auth/browser-session', 'P1', ['auth', 'cors'], [...signedIn, ...site, 'auth/refresh', 'auth/cookie'], 'browser'],
  ['images/profile', 'P2', ['image', 'latency'], [...way('images'), ...signedIn]],
  ['images/cors', 'P2', ['cors'], [...signedIn, 'images/profile']],
  ['images/private', 'P0', ['image'], way('images')],
  ['images/presigned', 'P2', ['image'], signedIn],
  ['images/visible', 'P2', ['image'], ['images/profile', 'images/presigned', 'auth/browser-session'], 'browser'],
  ['billing/audit', 'P1', ['webhook', 'stripe'], []],
  ['billing/price', 'P1', ['data', 'stripe'], ['billing/audit']],
  ['billing/api-version', 'P2', ['webhook', 'stripe'], ['billing/audit']],
  ['billing/undelivered', 'P2', ['webhook', 'stripe'], ['billing/audit', 'billing/webhook']],
  ['billing/orphans', 'P3', ['data', 'stripe'], ['billing/audit']],
  ['billing/checkout', 'P1', ['http-error', 'stripe'], [...signedIn, 'billing/audit'], 'purchase'],
  ['billing/hosted-page', 'P1', ['stripe'], ['billing/checkout', 'billing/audit'], 'purchase'],
  [
    'billing/webhook',
    'P1',
    ['webhook'],
    [...way('api'), 'api/health', 'billing/audit', 'billing/hosted-page'],
    'purchase',
  ],
  ['billing/webhook-refuses', 'P0', ['webhook'], [...way('api'), 'api/health', 'billing/webhook']],
  ['billing/premium', 'P1', ['entitlement'], [...bought, 'billing/webhook'], 'purchase'],
  ['billing/premium-page', 'P2', ['render'], ['auth/browser-session', 'billing/premium'], 'purchase'],
  ['billing/sync', 'P2', ['http-error'], bought, 'purchase'],
  ['billing/cancel', 'P1', ['entitlement'], [...bought, 'billing/audit'], 'purchase'],
];

const hops: Record<string, CheckRecord['hops']> = {
  'billing/checkout': [{ name: 'session', ms: 310 }],
  'billing/hosted-page': [
    { name: 'page', ms: 1_120 },
    { name: 'paid', ms: 2_040 },
  ],
  'billing/webhook': [
    { name: 'event', ms: 380 },
    { name: 'delivered', ms: 420 },
  ],
  'billing/premium': [{ name: 'premium', ms: 230 }],
  'billing/premium-page': [{ name: 'shown', ms: 610 }],
  'billing/cancel': [
    { name: 'cancelled', ms: 540 },
    { name: 'free', ms: 290 },
  ],
};

/** A check that passes, with its layer and words taken from its id. */
export function passingCheck([id, severity, classes, needs, tier = 'http']: Row, at = 0): CheckRecord {
  const [name = ''] = id.split(':');
  const layer = layers.find((one) => name.startsWith(`${one}/`)) as Layer;
  return {
    id,
    layer,
    tier,
    severity,
    classes,
    needs,
    owner: 'backend',
    advisory: false,
    title: `the claim of ${id} holds`,
    location: `checks/${name}.check.ts:${10 + at}`,
    outcome: 'pass',
    causedBy: [],
    startedAt: '2026-11-21T02:56:50.000Z',
    durationMs: 40 + at * 13,
    attempts: 1,
    timings: {},
    hops: hops[name] ?? [],
    probes: [],
    certificates: id.startsWith('edge/tls:') ? [{ host: id.slice(9), daysLeft: 61.4 }] : [],
    remarks: [],
    rulesOut: [],
    exchanges: [],
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    artifacts: [],
  };
}

export type Changes = Record<string, Partial<CheckRecord>>;

/** A claim that does not hold. */
export const failing = (failureClass: FailureClass, message: string, ...evidence: string[]): Partial<CheckRecord> => ({
  outcome: 'fail',
  hops: [],
  failure: failureOf(failureClass, message, evidence),
});

/** A failure whose line is known. */
export const failingAt = (at: string, failureClass: FailureClass, message: string): Partial<CheckRecord> => ({
  ...failing(failureClass, message),
  failure: { ...failureOf(failureClass, message, []), at },
});

/** A claim that holds less well than promised. */
export const degraded = (failureClass: FailureClass, message: string, ...evidence: string[]): Partial<CheckRecord> => ({
  outcome: 'degraded',
  reason: message,
  failure: failureOf(failureClass, message, evidence),
});

export const notRun = (why: NonNullable<CheckRecord['notRun']>, reason: string): Partial<CheckRecord> => ({
  outcome: 'not-run',
  notRun: why,
  reason,
  attempts: 0,
  durationMs: 0,
  hops: [],
});

const failureOf = (failureClass: FailureClass, message: string, evidence: string[]): Failure => ({
  class: failureClass,
  code: 'not-recorded',
  facts: {},
  message,
  party: partyOf(failureClass),
  unconfirmed: false,
  evidence,
});

/** A closed record of the demo's run with these checks changed; checked against the schema. */
export function sampleRecord(changes: Changes = {}, draft: Partial<RunDraft> = {}, ending: RunEnding = {}): RunRecord {
  const checks = draft.checks ?? rows.map((row, at) => ({ ...passingCheck(row, at), ...changes[row[0]] }));
  const record = finalizeRecord(
    {
      header: {
        id: '20261121-0256-7f3c',
        target: 'loventia',
        environment: 'test',
        trigger: 'schedule',
        tiers: ['http', 'browser', 'purchase'],
        location: 'local',
        round: 1,
        startedAt: '2026-11-21T02:56:48.600Z',
        versions: { suite: '0.1.0', node: '24.21.0', browser: '149.0' },
      },
      expected: rows.map(([id]) => id),
      notWatched: [{ id: 'images/samples', layer: 'images', title: 'images that anyone may see are there' }],
      harness: [],
      releases: { api: ['9ab12f0'], app: ['index-3f2a9c1d.js index-77ab01ff.css'] },
      requests: { sent: 87, refused: 6 },
      endedAt: '2026-11-21T02:57:10.000Z',
      ...draft,
      checks,
    },
    ending,
  );
  return runRecordSchema.parse({ ...record, publish: { sent: 64, kept: 0, lost: 0, requests: 1 } });
}

/** Nothing that rests on a broken claim came about. */
export const blocked = (...ids: string[]): Changes =>
  Object.fromEntries(ids.map((id) => [id, notRun('blocked', 'its input does not exist')]));
