import assert from 'node:assert/strict';
import test from 'node:test';
import { blocked, type Changes, degraded, failing, failingAt, notRun, sampleRecord } from '#diagnosis/sample-record.ts';
import type { RunRecord } from '#record/run-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { renderAnswer, renderFirstScreen } from './render-terminal.ts';

const loventia = await loadTarget('loventia');
const target: Target = {
  ...loventia,
  aws: {
    cluster: 'lov-prod',
    service: 'api',
    logGroup: '/ecs/lov-api',
    distribution: 'E2ABC',
    imageBucket: 'lov-images',
  },
};
const dbLost: Changes = {
  'api/ready': {
    ...failing('dependency', '/ready 503 db=state:0', 'GET https://api.loventia.example/ready 503 in 12 ms'),
    artifacts: [{ name: 'trace', path: 'artifacts/ready/trace.zip' }],
  },
  ...blocked('auth/login', 'auth/me', 'billing/checkout'),
};
const webhook: Changes = {
  'billing/webhook': {
    ...failing('webhook', 'not taken after 60 s: the app answers a bad signature with 400', 'evt_1Qx4abc still waits'),
    hops: [{ name: 'event', ms: 380 }],
  },
  ...blocked('billing/premium', 'billing/premium-page'),
};
const photo: Changes = {
  'images/profile': failing(
    'image',
    '1 of 5 images broken: saga.webp answered 403',
    'GET https://i.example/saga.webp 403 in 9 ms',
  ),
};
const page: Changes = { 'frontend/pages': failing('http-error', 'GET / answered 503, expected 200') };
const stripe: Changes = {
  'billing/audit': failing('stripe', 'Stripe answered 500 when asked for the balance: An error occurred'),
};
const cookie: Changes = { 'auth/cookie': failing('cookie', 'refreshToken: not HttpOnly: scripts can read it') };
const longWord = 'x'.repeat(300);

const few = sampleRecord().checks.slice(0, 14);
const runs: Record<string, RunRecord> = {
  ok: sampleRecord(),
  failed: sampleRecord(dbLost),
  'failed, undecided': sampleRecord(webhook),
  'failed twice': sampleRecord({ ...photo, ...page }),
  'failed many times': sampleRecord({ ...photo, ...page, ...stripe, ...cookie }),
  'failed with a word that has no end': sampleRecord({ 'api/health': failing('http-error', longWord, longWord) }),
  degraded: sampleRecord({ 'api/steady': degraded('http-error', '5 of 20 fresh connections were not served') }),
  'a third party alone': sampleRecord(stripe),
  inconclusive: sampleRecord({}, { harness: ['the browser did not start'] }),
  'cut short': sampleRecord({}, { checks: few }, { deadline: true }),
  misconfigured: sampleRecord({
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    ...blocked('auth/me'),
  }),
  interrupted: sampleRecord({}, { checks: few }, { signal: 'SIGINT' }),
  terminated: sampleRecord(dbLost, {}, { signal: 'SIGTERM' }),
  empty: sampleRecord({}, { checks: [], expected: [] }),
};
const previous = sampleRecord({}, { releases: { api: ['8de22aa'] }, endedAt: '2026-11-21T02:51:10.000Z' });

const esc = String.fromCharCode(27);
const labels = (screen: string) =>
  screen
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 8).trim())
    .filter(Boolean);
const line = (screen: string, label: string) => screen.split('\n').find((one) => one.startsWith(label)) ?? '';

for (const [name, record] of Object.entries(runs)) {
  for (const [how, options] of Object.entries({ alone: {}, 'after another': { previous, redRuns: 3 } })) {
    test(`${name}, ${how}: every line fits 80 columns, the first screen 15 lines, and nothing is coloured`, () => {
      for (const system of [target, loventia]) {
        const answer = renderAnswer(record, system, options);
        for (const one of answer.split('\n')) assert.ok(one.length <= 80, `${one.length}: ${one}`);
        const screen = renderFirstScreen(record, system, options);
        assert.ok(screen.split('\n').length <= 15, screen);
        assert.ok(answer.startsWith(screen));
        assert.ok(!answer.includes(esc) && !/undefined|NaN|\[object/.test(screen), screen);
        assert.match(answer, /^[\x20-\x7e\n]*$/);
      }
    });
  }
}

test('one cause is told in the order in which it is asked', () => {
  const screen = renderFirstScreen(sampleRecord(dbLost), target);
  const order = ['Cause', 'Hits', 'Since', 'Not', 'Owner', 'Do 1', 'Do 2', 'Else', 'Logs', 'Call', 'More'];
  assert.deepEqual(labels(screen), order);
  assert.equal(screen.split('\n')[0], 'FAILED  P0  loventia (test)  02:57:10Z  run 20261121-0256-7f3c');
  assert.equal(line(screen, 'Cause'), 'Cause   The API runs but cannot reach its database: /ready 503 db=state:0');
  assert.equal(line(screen, 'Owner'), 'Owner   backend   ROLLBACK: UNKNOWN (yes if a rollout came just before)');
  assert.match(line(screen, 'Do 1'), /^Do 1 {4}aws ecs list-service-deployments /);
  assert.match(line(screen, 'Else'), /still red at 03:12Z: not the release/);
  assert.equal(line(screen, 'Call'), 'Call    ack due 03:12Z; not acked: tech lead, then CTO');
  assert.match(line(screen, 'More'), /api\/ready \(dependency\); 3 more because of this: auth 2, billing 1/);
});

test('what cannot be known says so in a word', () => {
  const screen = renderFirstScreen(sampleRecord(dbLost), target);
  assert.match(
    line(screen, 'Since'),
    /^Since {3}unknown; Changed unknown \(no earlier run\); now api 9ab12f0, app 3f2a9c1d$/,
  );
});

test('with an earlier run it says since when, what changed, and that a rollback comes first', () => {
  const screen = renderFirstScreen(sampleRecord(dbLost), target, { previous, redRuns: 3 });
  assert.match(screen, /3rd red run in a row/);
  assert.match(line(screen, 'Since'), /last good 02:51:10Z, first bad in this run/);
  assert.match(line(screen, 'Changed'), /api 8de22aa -> 9ab12f0/);
  assert.match(line(screen, 'Owner'), /ROLLBACK: YES, API only/);
  assert.match(line(screen, 'Do 1'), /^Do 1 {4}aws ecs update-service --region eu-north-1/);
  assert.match(line(screen, 'Do 2'), /npm run check -- --target loventia {2}# says whether it holds/);
});

test('times and changes that are given are told as given', () => {
  const before = {
    firstBadAt: '2026-11-21T02:46:05.000Z',
    lastGoodAt: '2026-11-20T23:41:02.000Z',
    changed: 'api:141 -> :142',
  };
  const screen = renderFirstScreen(sampleRecord(dbLost), target, before);
  assert.equal(line(screen, 'Since'), 'Since   first bad 02:46:05Z, last good 2026-11-20 23:41:02Z');
  assert.equal(line(screen, 'Changed'), 'Changed api:141 -> :142');
});

test('several candidates are listed with the command that decides, and the hops say where it stopped', () => {
  const screen = renderFirstScreen(sampleRecord(webhook), target);
  assert.equal(line(screen, 'One of'), 'One of  1 STRIPE_WEBHOOK_SECRET differs  2 body parsed first  3 handler fails');
  assert.match(line(screen, 'Hops'), /paid 2\.0s > event 0\.4s > DELIVERED no$/);
  assert.match(line(screen, 'Do 1'), /^Do 1 {4}aws logs tail \/ecs\/lov-api/);
});

test('a repair that the run has tried is told', () => {
  const swallowed = failing(
    'entitlement',
    'premium is not set after 60 s',
    'POST /api/billing/sync answered 200 and repaired it',
  );
  const screen = renderFirstScreen(sampleRecord({ 'billing/premium': swallowed }), target);
  assert.equal(line(screen, 'Then'), 'Then    POST /api/billing/sync repaired the probe: state can be recovered');
  assert.match(line(screen, 'Hops'), /delivered 0\.4s > PREMIUM no$/);
});

test('several causes each get a cause, an owner and something to do', () => {
  const screen = renderFirstScreen(sampleRecord({ ...photo, ...page, ...stripe, ...cookie }), target);
  assert.match(line(screen, 'Cause 1'), /P0 {2}The site answers with an error/);
  assert.match(line(screen, 'Cause 3'), /P2/);
  assert.equal(labels(screen).filter((label) => label === 'Owner').length, 3);
  assert.equal(labels(screen).filter((label) => label === 'Do').length, 3);
  assert.match(line(screen, 'Also'), /P2 billing\/audit|P2 images\/profile/);
});

test('a green run shows what held, the hops, the slowest, the certificates and what nobody looked at', () => {
  const answer = renderAnswer(sampleRecord(), target);
  assert.match(line(answer, 'Held'), /^Held {4}49 of 49 checks in 21s: edge 11/);
  assert.match(line(answer, 'Hops'), /session 0\.3s > page 1\.1s > paid 2\.0s/);
  assert.match(line(answer, 'Certs'), /days left: app 61, api 61, images 61/);
  assert.match(line(answer, 'Unseen'), /1 claim/);
  assert.match(answer, /Unseen {2}not watched: images\/samples/);
  assert.doesNotMatch(answer, /ROLLBACK|FAIL/);
});

test('a third party alone is not ours, and nothing is rolled back', () => {
  const screen = renderFirstScreen(sampleRecord(stripe), target);
  assert.match(screen, /^DEGRADED {2}P2/);
  assert.match(line(screen, 'Owner'), /Stripe, not us; backend watches {3}ROLLBACK: NO/);
});

test('a fault of our own says that nobody is known to be hit', () => {
  const screen = renderFirstScreen(runs['inconclusive']!, target);
  assert.match(screen, /^INCONCLUSIVE/);
  assert.match(line(screen, 'Hits'), /nobody that we know of/);
  assert.match(line(screen, 'Owner'), /whoever runs Watchpost {3}ROLLBACK: NO/);
});

test('each way to end without a cause has its own words', () => {
  const result = (name: string) => line(renderFirstScreen(runs[name]!, target), 'Result');
  assert.match(result('cut short'), /the deadline of the run passed/);
  assert.match(result('interrupted'), /stopped by hand \(SIGINT\) after 14 of 49 checks/);
  assert.match(result('empty'), /no check was chosen/);
  assert.match(
    renderFirstScreen(runs['misconfigured']!, target),
    /is missing or refused: not set:\s+WATCHPOST_PROBE_EMAIL/,
  );
});

test('a stopped run still tells what it had found', () => {
  const screen = renderFirstScreen(runs['terminated']!, target);
  assert.match(screen, /^TERMINATED {2}P0/);
  assert.match(line(screen, 'Cause'), /cannot reach its database/);
});

test('below the answer stand layers, evidence, the place in the source, artifacts and the exit code', () => {
  const answer = renderAnswer(sampleRecord(dbLost), target);
  assert.match(answer, /\nFAIL {2}api {7}4 pass, 1 fail +api\/ready\n/);
  assert.match(answer, /\n {2}at {4}checks\/api\/ready\.check\.ts:\d+\n/);
  assert.match(answer, /trace reports\/20261121-0256-7f3c\/artifacts\/ready\/trace\.zip/);
  assert.match(answer, /\n {2}seen {2}GET https:\/\/api\.loventia\.example\/ready 503 in 12 ms\n/);
  assert.match(answer, /\nExit {4}1 \(failed\)\n/);
  assert.match(answer, /\nReports reports\/20261121-0256-7f3c\/run-record\.json\n$/);
});

test('a record of another version is shown with its layers', () => {
  const [first, ...rest] = sampleRecord().checks;
  assert.ok(first);
  const answer = renderAnswer({ ...sampleRecord(), checks: [{ ...first, layer: 'search' }, ...rest] }, target);
  assert.match(answer, /\nok {4}search {4}1 pass\n/);
});

test('where the line that failed is known it stands before the line of its claim', () => {
  const failed = failingAt('checks/api/health.check.ts:21', 'http-error', 'GET /health answered 500');
  const answer = renderAnswer(sampleRecord({ 'api/health': failed }), target);
  assert.match(answer, /\n {2}at {4}checks\/api\/health\.check\.ts:21, of the claim at line \d+\n/);
});

test('colour adds marks and styles, and takes nothing away', () => {
  const coloured = renderAnswer(sampleRecord(dbLost), target, { color: true });
  assert.ok(coloured.includes(`${esc}[31m`) && coloured.includes('✗'));
  const strip = (text: string) => text.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '');
  const [plain, bare] = [
    renderFirstScreen(sampleRecord(dbLost), target),
    renderFirstScreen(sampleRecord(dbLost), target, { color: true }),
  ];
  assert.equal(strip(bare), plain);
});

test('datapoints that were kept or lost are told', () => {
  const record = { ...sampleRecord(), publish: { sent: 40, kept: 20, lost: 4, requests: 2, error: 'Throttling' } };
  const told = '40 datapoints to CloudWatch in 2 requests; 20 kept for the next run; 4 LOST; Throttling';
  assert.ok(renderAnswer(record, target).replaceAll(/\s+/g, ' ').includes(told));
});
