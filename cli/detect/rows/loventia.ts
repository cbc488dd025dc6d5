import { degraded, failed, type Row } from '../rows.ts';
import { mendedBy } from '../truth.ts';

const handler = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];

const web = mendedBy(['web']);
const platform = mendedBy(['platform']);
/** A cache of answers, in the API or in front of it. */
const cached = mendedBy(['backend', 'platform']);
const backend = mendedBy(['backend']);
/** The clock of a machine is set by whoever runs it. */
const machine = mendedBy(['backend', 'platform']);
/** The bucket, its rights and what lies in it. */
const storage = mendedBy(['backend', 'platform']);
/** Whoever has switched the page on switches it off: at the edge, or in a deploy. */
const switched = mendedBy(['platform', 'backend', 'web']);
/** Nobody of ours mends it; whoever looks after buying tells the buyers. */
const stripe = mendedBy(['backend'], 'third-party');

/** What is to be detected in Loventia. */
export const loventiaRows: readonly Row[] = [
  failed('frontend-down', 'frontend/pages', 'http-error', web.release),
  failed('maintenance-page', 'frontend/pages', 'http-error', switched.outside),
  failed('frontend-refused', 'edge/tcp:app', 'tcp', platform.outside),
  failed('no-https-redirect', 'edge/https-redirect:app', 'http-error', platform.outside),
  failed('asset-missing', 'frontend/assets', 'asset', web.release),
  failed('asset-fallback', 'frontend/assets', 'asset', web.release),
  degraded('asset-purged', 'frontend/previous-assets', 'asset', web.outside),
  failed('page-data', 'frontend/page-data', 'http-error', backend.release),
  failed('stale-release', 'frontend/release', 'release', { ...web.outside, keepsReleaseAway: true }),
  failed('index-cached-too-long', 'frontend/cache', 'release', web.outside),
  failed('blank-page', 'frontend/renders', 'render', web.release),
  failed('health-down', 'api/health', 'http-error', backend.release),
  failed('ready-db', 'api/ready', 'dependency', backend.release),
  failed('api-timeout', 'api/health', 'timeout', backend.release),
  degraded('flaky-task', 'api/steady', 'http-error', backend.release),
  failed('clock-drift', 'api/clock', 'clock', machine.outside),
  failed('metrics-broken', 'api/metrics', 'contract', platform.outside),
  failed('login-500', 'auth/login', 'http-error', backend.release),
  failed('login-401', 'auth/login', 'auth', backend.release),
  failed('wrong-password-accepted', 'auth/wrong-credentials', 'auth', backend.release),
  failed('me-401', 'auth/me', 'auth', backend.release),
  {
    ...degraded('sessions-dropped', 'auth/session-survives', 'auth', backend.release),
    incident: 'everybody-signed-out',
  },
  failed('refresh-401', 'auth/refresh', 'auth', backend.release),
  failed('refresh-loop', 'auth/refresh', 'auth', backend.release),
  degraded('refresh-not-rotated', 'auth/rotation', 'auth', { ...backend.release, isSetAtBoot: true }),
  failed('cookie-flags', 'auth/cookie', 'cookie', backend.release),
  failed('cors', 'auth/browser-session', 'cors', backend.release),
  failed('checkout-broken', 'billing/checkout', 'http-error', backend.release),
  failed('stale-customer', 'billing/checkout', 'http-error', backend.outside),
  { ...failed('webhook-secret', 'billing/webhook', 'webhook', backend.release), within: handler },
  { ...failed('webhook-raw-body', 'billing/webhook', 'webhook', backend.release), within: handler },
  { ...failed('webhook-500', 'billing/webhook', 'webhook', backend.release), within: handler },
  degraded('webhook-slow', 'billing/webhook', 'webhook', backend.release),
  failed('webhook-blocked', 'billing/webhook', 'edge-blocked', platform.outside),
  failed('webhook-missing', 'billing/audit', 'webhook', backend.outside),
  failed('webhook-events-missing', 'billing/audit', 'webhook', backend.outside),
  degraded('webhook-api-version', 'billing/api-version', 'webhook', backend.outside),
  failed('webhook-accepts-forgery', 'billing/webhook-refuses', 'webhook', backend.release),
  failed('webhook-disabled', 'billing/audit', 'webhook', backend.outside),
  failed('webhook-elsewhere', 'billing/audit', 'webhook', backend.outside),
  failed('webhook-swallowed', 'billing/premium', 'entitlement', backend.release),
  degraded('premium-late', 'billing/premium', 'entitlement', backend.release),
  degraded('events-undelivered', 'billing/undelivered', 'webhook', backend.outside),
  {
    ...failed('premium-not-shown', 'billing/premium-page', 'entitlement', cached.outside),
    incident: 'premium-told-otherwise',
  },
  failed('premium-stays', 'billing/cancel', 'entitlement', backend.release),
  degraded('sync-broken', 'billing/sync', 'http-error', backend.release),
  failed('cancel-broken', 'billing/cancel', 'http-error', backend.release),
  failed('stripe-price', 'billing/price', 'data', backend.outside),
  failed('stripe-price-inactive', 'billing/price', 'data', backend.outside),
  failed('stripe-price-currency', 'billing/price', 'data', backend.outside),
  degraded('hosted-page-changed', 'billing/hosted-page', 'stripe', stripe.outside),
  degraded('orphans-left', 'billing/orphans', 'data', backend.outside),
  degraded('stripe-says-trouble', 'billing/audit', 'stripe', stripe.outside),
  degraded('stripe-outage', 'billing/audit', 'stripe', stripe.outside),
  failed('image-403', 'images/profile', 'image', storage.outside),
  failed('image-404', 'images/profile', 'image', storage.outside),
  failed('image-cors', 'images/cors', 'cors', storage.outside),
  failed('image-corrupt', 'images/profile', 'image', storage.outside),
  failed('private-image-public', 'images/private', 'image', storage.outside),
  failed('image-expired', 'images/presigned', 'image', backend.release),
  degraded('image-slow', 'images/profile', 'latency', storage.outside),
  degraded('tls-expiring', 'edge/tls:api', 'tls', platform.outside),
  failed('tls-expired', 'edge/tls:api', 'tls', platform.outside),
  failed('tls-wrong-host', 'edge/tls:api', 'tls', platform.outside),
  failed('dns', 'edge/dns:api', 'dns', platform.outside),
];
