import assert from 'node:assert/strict';
import test from 'node:test';
import type { loventiaFaults } from '../demo/faults.ts';
import type { CheckRecord } from '../record/run-record.ts';
import { failureClasses } from '../record/vocabulary.ts';
import { loadTarget } from '../targets/definition/load-target.ts';
import { diagnose } from './diagnose.ts';
import { blocked, type Changes, degraded, failing, notRun, sampleRecord } from './sample-record.ts';

const target = await loadTarget('loventia');
const api = 'https://api.loventia.example';
const images = 'https://images.loventia.example/photos';
const steadyBad = '5 of 20 fresh connections were not served: GET https://api.loventia.example/health 502 in 4 ms';
const notTaken = (said: string) => `checkout.session.completed is not taken after 60 s: ${said}`;
const waits = 'evt_1Qx4abc still waits at Stripe (pending_webhooks > 0)';
const webhookRivals = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];
const refusedByApp: Changes = {
  'billing/webhook': failing(
    'webhook',
    notTaken('the app answers a bad signature with 400'),
    waits,
    `POST ${api}/webhooks/stripe 400 in 12 ms`,
  ),
};
const image = (name: string, problem: string, status: number): Changes => ({
  'images/profile': failing(
    'image',
    `1 of 5 images broken: ${name} ${problem}`,
    `GET ${images}/${name} ${status} in 9 ms`,
  ),
});

/** What each fault of the demo shows in a run, and the incidents that must be named for it. */
const faults: Record<keyof typeof loventiaFaults, [Changes, string[]?]> = {
  'frontend-down': [{ 'frontend/pages': failing('http-error', 'GET / answered 503, expected 200') }],
  'frontend-refused': [{ 'edge/tcp:app': failing('tcp', 'connect ECONNREFUSED 127.0.0.1:443') }],
  'asset-missing': [
    { 'frontend/assets': failing('asset', '1 of 5 assets are broken: /assets/index-4f2a9c1d.js: answered 404') },
  ],
  'asset-fallback': [
    {
      'frontend/assets': failing(
        'asset',
        '1 of 5 assets are broken: /assets/chunk-9a.js: answered 200 with the fallback page: it does not exist',
      ),
    },
  ],
  'asset-purged': [
    {
      'frontend/previous-assets': degraded(
        'asset',
        '3 of 3 assets of the index before are gone: /assets/a.js: answered 404',
      ),
    },
  ],
  'stale-release': [{ 'frontend/release': failing('release', 'the frontend is 8de22aa, the API is 9ab12f0') }],
  'blank-page': [
    {
      'frontend/renders': failing(
        'render',
        '/ stays blank: what a person knows it by does not appear',
        'page error: x is not a function',
      ),
    },
  ],
  'health-down': [{ 'api/health': failing('http-error', 'GET /health answered 500, expected 200') }],
  'ready-db': [{ 'api/ready': failing('dependency', '/ready 503 db=state:0', `GET ${api}/ready 503 in 12 ms`) }],
  'api-timeout': [{ 'api/health': failing('timeout', 'api.loventia.example: no answer within 10000 ms') }],
  'flaky-task': [{ 'api/steady': { ...degraded('http-error', steadyBad), attempts: 2 } }],
  'clock-drift': [{ 'api/clock': failing('clock', 'the clock of api is 600 s slow, allowed 30 s') }],
  'login-500': [{ 'auth/login': failing('http-error', 'the login with good credentials answered 500, expected 200') }],
  'login-401': [
    {
      'auth/login': failing(
        'auth',
        'the login with good credentials (the witness account is refused too) answered 401, expected 200: {"error":"Invalid"}',
      ),
    },
  ],
  'me-401': [{ 'auth/me': failing('auth', '3 of 6 reads of /api/auth/me refuse a fresh token (401)') }],
  'refresh-401': [
    {
      'auth/refresh': failing(
        'auth',
        'the refresh of a good cookie answered 401, expected 200: {"error":"jwt expired"}',
      ),
    },
  ],
  'refresh-loop': [{ 'auth/refresh': failing('auth', 'the refresh hands out a token that ended 3600 s ago') }],
  'refresh-not-rotated': [{ 'auth/rotation': degraded('auth', 'the refresh set a new cookie: expected true') }],
  'cookie-flags': [
    { 'auth/cookie': failing('cookie', 'refreshToken: not HttpOnly: scripts can read it; Path=/, expected /api/auth') },
  ],
  cors: [
    {
      'auth/browser-session': failing(
        'cors',
        '/profile does not show a signed-in user in the browser',
        'console error: Access to fetch has been blocked by CORS policy',
      ),
    },
  ],
  'checkout-broken': [
    {
      'billing/checkout': failing(
        'http-error',
        'POST /api/billing/create-checkout-session answered 500, expected 200 or 201',
      ),
    },
  ],
  'stale-customer': [
    {
      'billing/checkout': failing(
        'http-error',
        'POST /api/billing/create-checkout-session answered 500, expected 200 or 201: {"error":"No such customer: cus_1"}',
      ),
    },
  ],
  'webhook-secret': [refusedByApp, webhookRivals],
  'webhook-raw-body': [refusedByApp, webhookRivals],
  'webhook-500': [refusedByApp, webhookRivals],
  'webhook-slow': [{ 'billing/webhook': degraded('latency', 'delivery took 15320 ms, budget 10000 ms') }],
  'webhook-blocked': [
    { 'billing/webhook': failing('edge-blocked', notTaken('the edge refuses it before the app'), waits) },
  ],
  'webhook-disabled': [{ 'billing/audit': failing('webhook', 'the webhook endpoint we_1 is disabled at Stripe') }],
  'webhook-swallowed': [
    {
      'billing/premium': failing(
        'entitlement',
        'the event was delivered and accepted, premium is not set after 60 s',
        'POST /api/billing/sync answered 200 and repaired it',
      ),
    },
  ],
  'premium-late': [{ 'billing/premium': degraded('latency', 'premium took 180000 ms, budget 30000 ms') }],
  'sync-broken': [{ 'billing/sync': degraded('http-error', 'POST /api/billing/sync answered 500, expected 200') }],
  'stripe-outage': [
    { 'billing/audit': failing('stripe', 'Stripe, asked for the balance: An error occurred', 'StripeAPIError 500') },
  ],
  'image-403': [image('saga.webp', 'answered 403', 403)],
  'image-404': [image('saga.webp', 'answered 404', 404)],
  'image-cors': [
    { 'images/cors': failing('cors', 'saga.webp allows no origin, expected https://app.loventia.example') },
  ],
  'image-corrupt': [image('nils.jpg', 'says image/jpeg, but its bytes are no image: "<?xml version=1.0"', 200)],
  'image-expired': [
    {
      'images/presigned': failing('image', 'alva-2.png: its signature ended 300 s before it was handed out'),
      'images/profile': failing(
        'image',
        '1 of 5 images broken: alva-2.png answered 403',
        'GET https://s3.example/alva-2.png?X-Amz-Date=20261121T000000Z&X-Amz-Signature=[redacted] 403 in 3 ms',
      ),
    },
  ],
  'image-slow': [{ 'images/profile': degraded('latency', 'saga.webp: first byte after 5012 ms, budget 3000 ms') }],
  'tls-expiring': [
    { 'edge/tls:api': degraded('tls', 'the certificate of api.loventia.example ends in 5 days, wanted 14') },
  ],
  'tls-expired': [
    {
      'edge/tls:api': failing(
        'tls',
        'api.loventia.example: the certificate of api.loventia.example ended 2026-11-20T00:00:00.000Z',
      ),
    },
  ],
  'tls-wrong-host': [
    {
      'edge/tls:api': failing(
        'tls',
        'api.loventia.example: the certificate of api.loventia.example is for other.example',
      ),
    },
  ],
  dns: [{ 'edge/dns:api': failing('dns', 'queryA ENOTFOUND api.loventia.example') }],
};

for (const [fault, [changes, expected = [fault]]] of Object.entries(faults)) {
  test(`${fault} is named, and nothing else is called a cause`, () => {
    const { causes } = diagnose(sampleRecord(changes), target);
    assert.deepEqual(
      causes.map(({ incidents }) => incidents.map(({ id }) => id)),
      [expected],
    );
  });
}

test('a webhook that fails on a forged event too fails in its handler', () => {
  const changes = { 'billing/webhook': failing('webhook', notTaken('the app answers a bad signature with 500')) };
  assert.deepEqual(incidentIds(changes), [['webhook-500']]);
});

test('where evidence cannot decide, the first thing to do is to decide', () => {
  const [cause] = diagnose(sampleRecord(refusedByApp), target).causes;
  assert.equal(cause?.title, 'Paid at Stripe, user still free: the webhook is not taken');
  assert.equal(cause?.actions[0]?.command, cause?.decide?.command);
  assert.match(cause?.actions[1]?.command ?? '', /events resend evt_1Qx4abc/);
  assert.equal(cause?.confidence.level, 'low');
});

test('a second try that met the bad task by chance is not another cause', () => {
  const changes = {
    'api/health': { ...degraded('http-error', 'answered 502, then 200 on a second try'), attempts: 2 },
    'api/steady': { ...degraded('http-error', steadyBad), attempts: 2 },
  };
  assert.deepEqual(incidentIds(changes), [['flaky-task']]);
});

test('a lone second try is not called an outage of the route', () => {
  const hiccup = { ...degraded('http-error', 'answered 502, then 200 on a second try'), attempts: 2 };
  assert.deepEqual(incidentIds({ 'frontend/pages': hiccup }), [['second-try']]);
});

test('symptoms are counted under their cause, layer by layer', () => {
  const changes = { ...faults['ready-db'][0], ...blocked('auth/login', 'auth/me', 'images/profile') };
  const [cause, ...others] = diagnose(sampleRecord(changes), target).causes;
  assert.equal(others.length, 0);
  assert.deepEqual(cause?.symptoms, [
    { layer: 'auth', ids: ['auth/login', 'auth/me'] },
    { layer: 'images', ids: ['images/profile'] },
  ]);
});

test('independent causes stay several, the worst first', () => {
  const changes = { ...faults['image-403'][0], ...faults['frontend-down'][0], ...faults['webhook-disabled'][0] };
  const { causes, severity } = diagnose(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['frontend-down', 'webhook-disabled', 'image-403'],
  );
  assert.equal(severity, 'P0');
});

test('the same fault on several hosts is one cause', () => {
  const changes = { 'edge/dns:api': failing('dns', 'no'), 'edge/dns:images': failing('dns', 'no') };
  const { causes } = diagnose(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ checks }) => checks),
    [['edge/dns:api', 'edge/dns:images']],
  );
});

test('who is hit, and how badly, depends on the host', () => {
  const tls = (host: string) => {
    const changes = { [`edge/tls:${host}`]: failing('tls', 'ended 2026-11-20') };
    return diagnose(sampleRecord(changes), target).causes[0];
  };
  assert.deepEqual([tls('api')?.severity, tls('images')?.severity], ['P0', 'P1']);
  assert.match(tls('app')?.hits ?? '', /site cannot be opened/);
});

test('every class of failure gets an owner, a severity and a command, whatever the check', () => {
  for (const failureClass of failureClasses) {
    const changes = { 'api/version': failing(failureClass, 'something unheard of') };
    const [cause] = diagnose(sampleRecord(changes), target).causes;
    assert.equal(cause?.incidents[0].id, `other-${failureClass}`);
    assert.ok(cause?.owner.team && cause.severity && cause.actions[0]?.command, failureClass);
    assert.equal(cause?.confidence.level, 'medium');
  }
});

test('the owner follows the party: edge, team of the layer, third party, ourselves', () => {
  const owner = (changes: Changes) => diagnose(sampleRecord(changes), target).causes[0]?.owner;
  assert.deepEqual(owner(faults['webhook-blocked'][0]), { team: 'platform', party: 'edge' });
  assert.deepEqual(owner(faults['checkout-broken'][0]), { team: 'payments', party: 'app' });
  assert.deepEqual(owner(faults['stripe-outage'][0]), { team: 'payments', party: 'third-party', thirdParty: 'Stripe' });
  assert.equal(owner({ 'api/health': failing('rate-limited', 'answered 429') })?.team, 'whoever runs Watchpost');
});

test('a missing secret is one cause of our own, and what needs it only a symptom', () => {
  const changes = {
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    'billing/audit': notRun('misconfigured', 'not set: STRIPE_SECRET_KEY'),
    ...blocked('auth/me', 'auth/refresh'),
  };
  const { causes } = diagnose(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['secret-missing'],
  );
  assert.equal(causes[0]?.message, 'not set: WATCHPOST_PROBE_EMAIL; not set: STRIPE_SECRET_KEY');
  assert.equal(causes[0]?.owner.party, 'suite');
});

test('an edge that refuses us everywhere says nothing of the app', () => {
  const record = sampleRecord();
  const all = record.checks.map((check): [string, Partial<CheckRecord>] =>
    check.layer === 'edge' ? [check.id, {}] : [check.id, { ...failing('edge-blocked', 'answered 403'), needs: [] }],
  );
  const { causes, verdict } = diagnose(sampleRecord(Object.fromEntries(all)), target);
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['edge-blocks-probe'],
  );
});

test('a runner without network is the only cause', () => {
  const changes = {
    'edge/runner-online': failing('harness', 'none of 1.1.1.1:443 can be reached from here: it is us'),
    'billing/audit': failing('stripe', 'Stripe, asked for the balance: no connection'),
    'edge/dns:api': failing('dns', 'no'),
  };
  const { causes } = diagnose(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['runner-offline'],
  );
  assert.equal(causes[0]?.symptoms.flatMap(({ ids }) => ids).length, 2);
});

test('a fault of the suite stands beside the causes, after them', () => {
  const record = sampleRecord(faults['image-403'][0], { harness: ['worker 2 crashed'] });
  const { causes } = diagnose(record, target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['image-403', 'other-harness'],
  );
  assert.equal(causes[0]?.confidence.level, 'medium');
});

test('what holds is said with what it rules out; what was not looked at is not', () => {
  const { holds } = diagnose(sampleRecord(faults['ready-db'][0]), target);
  const names = holds.map(({ what }) => what);
  assert.ok(names.includes('DNS') && names.includes('/health') && !names.includes('/ready'));
  assert.equal(holds.find(({ what }) => what === 'TLS')?.checks, 3);
  const blind = diagnose(sampleRecord(blocked('auth/login')), target);
  assert.ok(!blind.holds.some(({ what }) => what === 'sign-in'));
});

test('a green run has no cause and no severity', () => {
  const { causes, severity, undecided, escalation } = diagnose(sampleRecord(), target);
  assert.deepEqual(
    { causes, severity, undecided, escalation },
    { causes: [], severity: undefined, undecided: [], escalation: undefined },
  );
});

test('the time to acknowledge counts from the end of the run', () => {
  const { escalation } = diagnose(sampleRecord(faults['ready-db'][0]), target);
  assert.deepEqual(escalation, { severity: 'P0', dueAt: '2026-11-21T03:12:10.000Z', call: ['tech lead', 'CTO'] });
  const without = diagnose(sampleRecord(faults['image-403'][0]), target);
  assert.equal(without.escalation, undefined);
});

test('in planned maintenance nobody is called', () => {
  const maintenance = [{ weekday: 'Sat' as const, from: '02:00', to: '04:00' }];
  const { escalation, maintenanceUntil } = diagnose(sampleRecord(faults['ready-db'][0]), { ...target, maintenance });
  assert.deepEqual([escalation, maintenanceUntil], [undefined, '04:00']);
});

test('what the target says of the severity of a check comes first', () => {
  const stricter = { ...target, severities: { 'images/profile': 'P0' as const } };
  assert.equal(diagnose(sampleRecord(faults['image-404'][0]), stricter).severity, 'P0');
});

test('the record is left as it was, and the diagnosis is plain data', () => {
  const record = sampleRecord(refusedByApp);
  const before = structuredClone(record);
  const diagnosis = diagnose(record, target);
  assert.deepEqual(record, before);
  assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
});

function incidentIds(changes: Changes): string[][] {
  return diagnose(sampleRecord(changes), target).causes.map(({ incidents }) => incidents.map(({ id }) => id));
}
