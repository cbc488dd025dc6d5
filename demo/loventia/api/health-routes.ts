import { Hono } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Liveness, readiness, release and metrics: none of them asks who is calling. */
export function createHealthRoutes({ users, settings, release, log }: ApiContext): Hono<ApiEnv> {
  const startedAt = new Date(settings.now());
  return new Hono<ApiEnv>()
    .get('/health', (c) => c.text('OK'))
    .get('/ready', (c) => {
      const state = users.state();
      if (state === 1) return c.json({ status: 'ok', checks: { db: 'ok' } });
      return c.json({ status: 'degraded', checks: { db: `state:${state}` } }, 503);
    })
    .get('/metrics', (c) => c.body(printMetrics(log.counts()), 200, { 'content-type': METRICS_TYPE }))
    .get('/api/healthz', (c) => {
      const now = new Date(settings.now()).toISOString();
      return c.json({ ok: true, service: 'loventia-api', startedAt: startedAt.toISOString(), now, version: release() });
    });
}

/** Prometheus' text format, version 0.0.4. */
function printMetrics(requestsByStatus: ReadonlyMap<number, number>): string {
  const requests = [...requestsByStatus].map(([status, count]) => `http_requests_total{status="${status}"} ${count}`);
  return [
    '# HELP http_requests_total Requests answered, by status.',
    '# TYPE http_requests_total counter',
    ...requests,
    '# HELP process_resident_memory_bytes Resident memory size in bytes.',
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    '',
  ].join('\n');
}
