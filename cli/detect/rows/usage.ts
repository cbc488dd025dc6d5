import { degraded, failed, type Row } from '../rows.ts';

/** What is to be detected in the Usage Metrics API. */
export const usageRows: readonly Row[] = [
  failed('error-rate', 'api/routes', 'http-error'),
  { ...failed('overload', 'api/routes', 'http-error'), incident: 'error-rate-everywhere' },
  { ...degraded('p95', 'api/routes', 'latency'), incident: 'slow-route' },
  failed('not-ready', 'api/ready', 'dependency'),
  { ...failed('no-healthy-hosts', 'api/health', 'http-error'), incident: 'health-down' },
  failed('contract-broken', 'api/health', 'contract'),
  failed('wrong-service', 'api/health', 'contract'),
  { ...failed('health-cached', 'api/health', 'contract'), incident: 'stale-health' },
  { ...failed('stale-version', 'api/version', 'release'), incident: 'release-not-served' },
  failed('write-lost', 'api/counted', 'contract'),
  failed('events-refused', 'api/counted', 'http-error'),
  { ...failed('validation-gone', 'api/routes', 'contract'), incident: 'route-unguarded' },
  failed('tls-expired', 'edge/tls:api', 'tls'),
  failed('dns', 'edge/dns:api', 'dns'),
];
