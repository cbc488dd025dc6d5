import { degraded, failed, type Row } from '../rows.ts';
import { mendedBy } from '../truth.ts';

/** One person is called for everything. */
const all = mendedBy(['L1: engineer on call']);

/** What is to be detected in the Usage Metrics API. */
export const usageRows: readonly Row[] = [
  failed('error-rate', 'api/routes', 'http-error', all.release),
  { ...failed('overload', 'api/routes', 'http-error', all.release), incident: 'error-rate-everywhere' },
  { ...degraded('p95', 'api/routes', 'latency', all.release), incident: 'slow-route' },
  failed('not-ready', 'api/ready', 'dependency', all.release),
  { ...failed('no-healthy-hosts', 'api/health', 'http-error', all.release), incident: 'health-down' },
  failed('contract-broken', 'api/health', 'contract', all.release),
  failed('wrong-service', 'api/health', 'contract', all.outside),
  { ...failed('health-cached', 'api/health', 'contract', all.outside), incident: 'stale-health' },
  { ...failed('stale-version', 'api/version', 'release', all.outside), incident: 'release-not-served' },
  failed('write-lost', 'api/counted', 'contract', all.release),
  failed('events-refused', 'api/counted', 'http-error', all.release),
  { ...failed('validation-gone', 'api/routes', 'contract', all.release), incident: 'route-unguarded' },
  failed('tls-expired', 'edge/tls:api', 'tls', all.outside),
  failed('dns', 'edge/dns:api', 'dns', all.outside),
];
