import type { FailureClass } from '#record/vocabulary.ts';

/** What a run has to go by: what an outsider sees, the app's log too, or the webhook's secret too. */
export const evidenceLevels = ['outside', 'logs', 'secret'] as const;
export type Evidence = (typeof evidenceLevels)[number];

/** One fault, and how a run must answer it. */
export interface Row {
  /** The id of the fault in the demo, which is the id of its incident too. */
  fault: string;
  check: string;
  class: FailureClass;
  verdict: 'failed' | 'degraded';
  /** Incidents that the evidence of an outsider cannot tell apart; a set that holds the right one will do. */
  within?: readonly string[];
}

const failed = (fault: string, check: string, seen: FailureClass): Row => ({
  fault,
  check,
  class: seen,
  verdict: 'failed',
});
const degraded = (fault: string, check: string, seen: FailureClass): Row => ({
  ...failed(fault, check, seen),
  verdict: 'degraded',
});
const handler = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];

/** What is to be detected in Loventia. */
export const loventiaRows: readonly Row[] = [
  failed('frontend-down', 'frontend/pages', 'http-error'),
  failed('frontend-refused', 'edge/tcp:app', 'tcp'),
  failed('no-https-redirect', 'edge/https-redirect:app', 'http-error'),
  failed('asset-missing', 'frontend/assets', 'asset'),
  failed('asset-fallback', 'frontend/assets', 'asset'),
  degraded('asset-purged', 'frontend/previous-assets', 'asset'),
  failed('page-data', 'frontend/page-data', 'http-error'),
  failed('stale-release', 'frontend/release', 'release'),
  failed('index-cached-too-long', 'frontend/cache', 'release'),
  failed('blank-page', 'frontend/renders', 'render'),
  failed('health-down', 'api/health', 'http-error'),
  failed('ready-db', 'api/ready', 'dependency'),
  failed('api-timeout', 'api/health', 'timeout'),
  degraded('flaky-task', 'api/steady', 'http-error'),
  failed('clock-drift', 'api/clock', 'clock'),
  failed('metrics-broken', 'api/metrics', 'contract'),
  failed('login-500', 'auth/login', 'http-error'),
  failed('login-401', 'auth/login', 'auth'),
  failed('wrong-password-accepted', 'auth/wrong-credentials', 'auth'),
  failed('me-401', 'auth/me', 'auth'),
  failed('refresh-401', 'auth/refresh', 'auth'),
  failed('refresh-loop', 'auth/refresh', 'auth'),
  degraded('refresh-not-rotated', 'auth/rotation', 'auth'),
  failed('cookie-flags', 'auth/cookie', 'cookie'),
  failed('cors', 'auth/browser-session', 'cors'),
  failed('checkout-broken', 'billing/checkout', 'http-error'),
  failed('stale-customer', 'billing/checkout', 'http-error'),
  { ...failed('webhook-secret', 'billing/webhook', 'webhook'), within: handler },
  { ...failed('webhook-raw-body', 'billing/webhook', 'webhook'), within: handler },
  { ...failed('webhook-500', 'billing/webhook', 'webhook'), within: handler },
  degraded('webhook-slow', 'billing/webhook', 'webhook'),
  failed('webhook-blocked', 'billing/webhook', 'edge-blocked'),
  failed('webhook-missing', 'billing/audit', 'webhook'),
  failed('webhook-events-missing', 'billing/audit', 'webhook'),
  degraded('webhook-api-version', 'billing/api-version', 'webhook'),
  failed('webhook-accepts-forgery', 'billing/webhook-refuses', 'webhook'),
  failed('webhook-disabled', 'billing/audit', 'webhook'),
  failed('webhook-elsewhere', 'billing/audit', 'webhook'),
  failed('webhook-swallowed', 'billing/premium', 'entitlement'),
  degraded('premium-late', 'billing/premium', 'entitlement'),
  degraded('events-undelivered', 'billing/undelivered', 'webhook'),
  failed('premium-not-shown', 'billing/premium-page', 'entitlement'),
  failed('premium-stays', 'billing/cancel', 'entitlement'),
  degraded('sync-broken', 'billing/sync', 'http-error'),
  failed('cancel-broken', 'billing/cancel', 'http-error'),
  failed('stripe-price', 'billing/price', 'data'),
  failed('stripe-price-inactive', 'billing/price', 'data'),
  failed('stripe-price-currency', 'billing/price', 'data'),
  degraded('hosted-page-changed', 'billing/hosted-page', 'stripe'),
  degraded('orphans-left', 'billing/orphans', 'data'),
  degraded('stripe-says-trouble', 'billing/audit', 'stripe'),
  degraded('stripe-outage', 'billing/audit', 'stripe'),
  failed('image-403', 'images/profile', 'image'),
  failed('image-404', 'images/profile', 'image'),
  failed('image-cors', 'images/cors', 'cors'),
  failed('image-corrupt', 'images/profile', 'image'),
  failed('private-image-public', 'images/private', 'image'),
  failed('image-expired', 'images/presigned', 'image'),
  degraded('image-slow', 'images/profile', 'latency'),
  degraded('tls-expiring', 'edge/tls:api', 'tls'),
  failed('tls-expired', 'edge/tls:api', 'tls'),
  failed('tls-wrong-host', 'edge/tls:api', 'tls'),
  failed('dns', 'edge/dns:api', 'dns'),
];

/** One run: a fault, and what the run is given. */
export interface Asked {
  row: Row;
  evidence: Evidence;
}

/**
 * The runs that answer for these rows. Without a word on evidence every row is asked from outside, and those of the
 * webhook with more as well: the log and the secret speak of nothing else.
 */
export function plan(rows: readonly Row[], levels?: readonly Evidence[]): Asked[] {
  return rows.flatMap((row) => {
    const usual = row.fault.startsWith('webhook-') ? evidenceLevels : (['outside'] as const);
    return (levels ?? usual).map((evidence) => ({ row, evidence }));
  });
}
