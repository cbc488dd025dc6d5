import { type Changes, degraded, failing } from './sample-record.ts';

const api = 'https://api.loventia.example';
const images = 'https://images.loventia.example/photos';
export const steadyBad =
  '5 of 20 fresh connections were not served: GET https://api.loventia.example/health 502 in 4 ms';
export const notTaken = (said: string) => `checkout.session.completed is not taken after 60 s: ${said}`;
const waits = 'evt_1Qx4abc still waits at Stripe (pending_webhooks > 0)';
const webhookRivals = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];
export const refusedByApp: Changes = {
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

/** What each fault of the demo shows in a run, and the incidents that must be named for it where they are not its own. */
export const sampleFaults = {
  'frontend-down': [{ 'frontend/pages': failing('http-error', 'GET / answered 503, expected 200') }],
  'no-https-redirect': [
    {
      'edge/https-redirect:app': failing(
        'http-error',
        'GET http://app.loventia.example/ answered 200, expected 301, 302, 307 or 308',
      ),
    },
  ],
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
  'index-cached-too-long': [
    { 'frontend/cache': failing('release', 'seconds in cache-control "public, max-age=86400"') },
  ],
  'page-data': [{ 'frontend/page-data': failing('http-error', `a page's request answered 500: ${api}/api/discover`) }],
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
  'wrong-password-accepted': [
    {
      'auth/wrong-credentials': failing(
        'auth',
        'a login with wrong credentials answered 200, expected 400, 401, 403 or 422',
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
  'webhook-missing': [
    {
      'billing/audit': failing(
        'webhook',
        'no webhook endpoint of the account has the address https://api.loventia.example/webhooks/stripe',
      ),
    },
  ],
  'webhook-events-missing': [
    {
      'billing/audit': failing('webhook', 'the webhook endpoint we_1 does not get customer.subscription.updated'),
    },
  ],
  'webhook-api-version': [
    {
      'billing/api-version': degraded(
        'webhook',
        'the webhook endpoint speaks API version 2020-08-27, the app expects 2026-10-28',
      ),
    },
  ],
  'webhook-accepts-forgery': [
    {
      'billing/webhook-refuses': failing(
        'webhook',
        'the webhook, sent a bad signature, answered 200, expected 400, 401, 403 or 415',
      ),
    },
  ],
  'events-undelivered': [
    {
      'billing/undelivered': degraded('webhook', 'undelivered: 1 event of the last day, not taken by the app'),
    },
  ],
  'webhook-disabled': [{ 'billing/audit': failing('webhook', 'the webhook endpoint we_1 is disabled at Stripe') }],
  'webhook-elsewhere': [
    {
      'billing/audit': failing(
        'webhook',
        'the webhook endpoint we_1 points at https://old.example/hooks, the app is at https://api.loventia.example/webhooks/stripe',
      ),
    },
  ],
  'webhook-swallowed': [
    {
      'billing/premium': failing(
        'entitlement',
        'billing/sync repaired it; the event was delivered and accepted, premium not set after 60 s',
        'POST /api/billing/sync answered 200 and repaired it',
      ),
    },
  ],
  'premium-late': [{ 'billing/premium': degraded('latency', 'premium took 180000 ms, budget 30000 ms') }],
  'premium-not-shown': [
    {
      'billing/premium-page': failing(
        'entitlement',
        '/profile does not show premium to a user whom the API calls premium',
      ),
    },
  ],
  'premium-stays': [
    {
      'billing/cancel': failing('entitlement', 'the subscription ended at Stripe, and the user is still premium'),
    },
  ],
  'sync-broken': [{ 'billing/sync': degraded('http-error', 'POST /api/billing/sync answered 500, expected 200') }],
  'cancel-broken': [{ 'billing/cancel': failing('http-error', 'the cancellation answered 500, expected 200 or 204') }],
  'stripe-price': [
    {
      'billing/price': failing('data', 'the price price_1 has the wrong amount, 14900; expected 12900 sek a month'),
    },
  ],
  'stripe-price-inactive': [
    { 'billing/price': failing('data', 'the price price_1 is inactive; expected 12900 sek a month') },
  ],
  'stripe-price-currency': [
    {
      'billing/price': failing('data', 'the price price_1 is in the wrong currency, eur; expected 12900 sek a month'),
    },
  ],
  'hosted-page-changed': [{ 'billing/hosted-page': failing('stripe', 'the hosted page shows no way to pay') }],
  'orphans-left': [{ 'billing/orphans': degraded('data', 'earlier probes left 1 object: npm run sweep') }],
  'stripe-says-trouble': [{ 'billing/audit': degraded('stripe', 'Stripe answers us, but its status page says major') }],
  'stripe-outage': [
    {
      'billing/audit': failing(
        'stripe',
        'Stripe answered 500 when asked for the balance: An error occurred',
        'StripeAPIError 500',
      ),
    },
  ],
  'image-403': [image('saga.webp', 'answered 403', 403)],
  'image-404': [image('saga.webp', 'answered 404', 404)],
  'image-cors': [
    { 'images/cors': failing('cors', 'saga.webp allows no origin, expected https://app.loventia.example') },
  ],
  'image-corrupt': [image('nils.jpg', 'says image/jpeg, but its bytes are no image: "<?xml version=1.0"', 200)],
  'private-image-public': [
    {
      'images/private': failing(
        'image',
        'an unsigned request for a private image answered 200, expected 401, 403 or 404',
      ),
    },
  ],
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
} satisfies Record<string, [Changes, string[]?]>;
