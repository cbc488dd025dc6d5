import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type FaultId, loventiaFaults } from './faults.ts';
import { apiReads } from './testing/api-reads.ts';
import { takeVitalSigns, type VitalSigns } from './testing/health-snapshot.ts';
import { maintenanceSigns } from './testing/maintenance-signs.ts';
import { SLOW_MS } from './testing/timed.ts';
import { withDemo } from './testing/with-demo.ts';

const denied = '403 XML application/xml';
const unpaid = { hostedPage: 'ERR_INVALID_URL', premium: 'ERR_INVALID_URL' };
const gone = 'resource_missing';
const refused = 'ECONNREFUSED';
const expired = 'CERT_HAS_EXPIRED';
const misnamed = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** What a fault changes of a healthy demo's signs: these, and no others; nothing where a run should stay green. */
const effects: Record<FaultId, VitalSigns> = {
  'already-premium': {},
  'cancel-at-period-end': {},
  'foreign-dead-endpoint': {},
  'no-https-redirect': { plainHttp: '200' },
  'frontend-down': { page: '503', deepLink: '503', release: 'none', indexPolicy: '' },
  'maintenance-page': maintenanceSigns,
  'frontend-refused': {
    certificates: `app ${refused}`,
    plainHttp: refused,
    indexPolicy: refused,
    page: refused,
    deepLink: refused,
    assets: refused,
    previousAssets: refused,
    release: refused,
    entry: refused,
  },
  'asset-missing': { assets: '200 | 403' },
  'asset-fallback': { assets: '200 | 200 text/html' },
  'asset-purged': { previousAssets: '200 text/html' },
  'stale-release': { release: 'previous' },
  'blank-page': { entry: 'throws' },
  'index-cached-too-long': { indexPolicy: 'public, max-age=86400' },
  'page-data': { discover: '500' },
  'health-down': { health: '500 {"error":"Internal Server Error"}' },
  'ready-db': {
    ready: '503 {"status":"degraded","checks":{"db":"state:0"}}',
    login: '500',
    wrongPassword: '500',
    webhook: '500',
    webhookCanonical: '500',
  },
  'api-timeout': { health: 'TimeoutError' },
  'flaky-task': { steady: '200 | 502 awselb/2.0' },
  'clock-drift': { clock: '-10 min' },
  'metrics-broken': { steady: '200 nginx' },
  'login-500': { login: '500' },
  'login-401': { login: '401' },
  'wrong-password-accepted': { wrongPassword: '200' },
  'me-401': { me: '401 200' },
  'refresh-401': { refresh: '401' },
  'sessions-dropped': { earlierSession: '401' },
  'refresh-loop': { refresh: '200, a token for -60 s' },
  'refresh-not-rotated': { rotation: 'not as promised' },
  'cookie-flags': { cookie: 'Max-Age=2592000; Path=/; SameSite=Strict' },
  cors: { preflight: '403 false' },
  'stripe-price-inactive': {
    stripeSettings: '/webhooks/stripe, 12900 sek, inactive',
    checkout: '500 StripeInvalidRequestError',
    ...unpaid,
  },
  'stripe-price-currency': { stripeSettings: '/webhooks/stripe, 12900 eur' },
  'hosted-page-changed': { hostedPage: 'no card asked for' },
  'checkout-broken': { checkout: '500', ...unpaid },
  'stale-customer': { checkout: '500 resource_missing', ...unpaid },
  'webhook-secret': { webhook: '400', webhookCanonical: '400', premium: 'not delivered, free' },
  'webhook-raw-body': { webhook: '400', premium: 'not delivered, free' },
  'webhook-500': { webhook: '500', webhookCanonical: '500', premium: 'not delivered, free' },
  'webhook-slow': { webhook: '200, slow', webhookCanonical: '200, slow', premium: 'not delivered, premium' },
  'webhook-blocked': {
    webhook: '403 CloudFront',
    webhookCanonical: '403 CloudFront',
    webhookUnsigned: '403',
    premium: 'not delivered, free',
  },
  'webhook-missing': {
    stripe: `none, endpoint ${gone}`,
    stripeSettings: gone,
    subscription: gone,
    premium: 'delivered, free',
  },
  'webhook-events-missing': { subscription: '4 events in the right version' },
  'webhook-api-version': { subscription: '5 events in another version' },
  'webhook-accepts-forgery': { webhookUnsigned: '200' },
  'events-undelivered': { waiting: '1' },
  'orphans-left': { leftovers: '1' },
  'premium-not-shown': { shownToBrowsers: 'otherwise' },
  'premium-stays': { afterwards: 'premium' },
  'stripe-says-trouble': { stripe: 'major, endpoint enabled' },
  'webhook-disabled': { stripe: 'none, endpoint disabled', premium: 'delivered, free' },
  'webhook-elsewhere': { stripeSettings: '/v0/stripe-events, 12900 sek', premium: 'not delivered, free' },
  'webhook-swallowed': { premium: 'delivered, free' },
  'premium-late': { premium: 'delivered, free' },
  'sync-broken': { sync: '500' },
  'cancel-broken': { cancel: '500' },
  'stripe-price': { stripeSettings: '/webhooks/stripe, 14900 sek' },
  'stripe-outage': {
    stripe: 'major, endpoint Error',
    stripeSettings: 'Error',
    subscription: 'Error',
    waiting: 'Error',
    leftovers: 'Error',
    checkout: '502 stripe_unavailable',
    ...unpaid,
  },
  'image-403': { photo: denied },
  'image-404': { photo: '404 XML application/xml' },
  'image-cors': { photo: '200 picture no CORS', otherPhotos: '200 picture no CORS', presigned: '200 picture no CORS' },
  'image-corrupt': { photo: '200 XML image/jpeg' },
  'private-image-public': { privatePhoto: '200 picture' },
  'image-expired': { presigned: denied },
  'image-slow': { photo: '200 picture, slow' },
  'tls-expiring': { certificates: 'api ends in 5 days' },
  'tls-expired': { certificates: `api ${expired}`, ...apiReads(expired) },
  'tls-wrong-host': { certificates: `api ${misnamed}`, ...apiReads(misnamed) },
  dns: { names: 'api ENOTFOUND', premium: 'not delivered, free' },
};

/** Faults that hit requests by turns, and so whichever sign has the turn. */
const byTurns: readonly FaultId[] = ['flaky-task', 'me-401'];

/** Faults that keep other signs from being taken, and so other faults from being seen. */
const hiding: readonly FaultId[] = [
  'maintenance-page',
  'frontend-refused',
  'ready-db',
  'api-timeout',
  'login-500',
  'login-401',
  'tls-expired',
  'tls-wrong-host',
];

/** Faults of the site's own distribution: of two, only one shows. */
const ofTheSite: readonly FaultId[] = [
  'frontend-down',
  'asset-missing',
  'asset-fallback',
  'asset-purged',
  'stale-release',
  'blank-page',
  'index-cached-too-long',
  'no-https-redirect',
];

/** Faults that have no sign in common share a boot: each sign still tells which of them it comes from. */
function pack(ids: readonly FaultId[]): FaultId[][] {
  const packs: FaultId[][] = [];
  const fits = (pack: FaultId[], id: FaultId) => pack.every((other) => !collide(id, other));
  for (const id of ids) {
    const pack = packs.find((candidate) => fits(candidate, id));
    if (pack) pack.push(id);
    else packs.push([id]);
  }
  return packs;
}

function collide(one: FaultId, other: FaultId): boolean {
  const isAlone = (id: FaultId) => hiding.includes(id) || byTurns.includes(id);
  if (isAlone(one) || isAlone(other)) return true;
  if (ofTheSite.includes(one) && ofTheSite.includes(other)) return true;
  return Object.keys(effects[one]).some((sign) => sign in effects[other]);
}

/** How long an answer that never comes is waited for. */
const neverMs = 4_000;

const late = { imageSlowMs: 1.5 * SLOW_MS, webhookSlowMs: 2 * SLOW_MS, webhookRetryMs: [] };

describe('each fault shows what it describes and nothing else', { concurrency: 4 }, () => {
  let healthy: VitalSigns = {};
  before(() =>
    withDemo(late, async (visitor, demo) => {
      healthy = await takeVitalSigns(demo, visitor);
    }),
  );

  for (const ids of pack(Object.keys(loventiaFaults) as FaultId[])) {
    test(ids.join(', '), () =>
      withDemo(
        { ...late, faults: ids },
        async (visitor, demo) => {
          const expected: VitalSigns = Object.assign({}, ...ids.map((id) => effects[id]));
          const areByTurns = ids.some((id) => byTurns.includes(id));
          const changed = Object.entries(await takeVitalSigns(demo, visitor)).filter(
            ([sign, value]) => value !== healthy[sign] && (sign in expected || !areByTurns),
          );
          assert.deepEqual(Object.fromEntries(changed), expected);
        },
        ids.includes('api-timeout') ? neverMs : undefined,
      ),
    );
  }
});

test('a per-host fault hits the named host', async () => {
  const faults = ['tls-expired:images', 'tls-wrong-host:s3', 'dns:app'];
  await withDemo({ faults }, async (visitor, demo) => {
    const signs = await takeVitalSigns(demo, visitor);
    assert.equal(signs['certificates'], `images ${expired},s3 ${misnamed}`);
    assert.equal(signs['names'], 'app ENOTFOUND');
    assert.equal(signs['photo'], expired);
    assert.equal(signs['presigned'], misnamed);
    assert.equal(demo.trustedKeys.length, 5);
  });
});

test('a fault can be switched on and off while the demo runs', async () => {
  await withDemo({}, async (visitor, demo) => {
    const health = async () => (await visitor.api('/health')).status;
    demo.faults.turnOn('health-down');
    assert.equal(await health(), 500);
    demo.faults.turnOff('health-down');
    assert.equal(await health(), 200);
  });
});

test('a billing fault leaves strangers their 401', async () => {
  await withDemo({ faults: ['checkout-broken', 'sync-broken'] }, async (visitor) => {
    assert.equal((await visitor.post('/api/billing/create-checkout-session')).status, 401);
    assert.equal((await visitor.post('/api/billing/sync')).status, 401);
  });
});

test('a login that a fault refuses hands out no cookie', async () => {
  await withDemo({ faults: ['login-500'] }, async (visitor, demo) => {
    const response = await visitor.post('/api/auth/login', demo.credentials.probes[0], { origin: demo.urls.app });
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.equal(response.headers.get('access-control-allow-origin'), demo.urls.app);
  });
});
