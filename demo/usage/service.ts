import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Faults } from '../faults.ts';
import { breakService } from './break-service.ts';
import type { EventStore, UsageEvent } from './event-store.ts';
import { failedAnswer } from './failed-answer.ts';

export interface ServiceOptions {
  faults: Faults;
  store: EventStore;
  /** The release that runs. */
  version: () => string;
}

/** What the service calls itself. */
const serviceName = 'ioanyt-delivery-standard';

/** The Usage Metrics API in good health, wrapped in the faults that are switched on. */
export function createService({ faults, store, version }: ServiceOptions): Hono {
  const startedAt = Date.now();
  const now = () => new Date().toISOString();
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('x-powered-by', 'Express');
  });
  app.use(breakService(faults), etag({ weak: true }));
  app.get('/health', (c) => c.json({ status: 'healthy', timestamp: now(), service: serviceName, version: version() }));
  app.get('/ready', (c) => c.json({ status: 'ready', timestamp: now(), checks: { service: 'ok' } }));
  app.get('/info', (c) =>
    c.json({
      service: serviceName,
      version: version(),
      uptime: (Date.now() - startedAt) / 1_000,
      node: process.version,
    }),
  );
  app.post('/v1/events', async (c) => {
    const event = readEvent(await c.req.json().catch(() => undefined), faults);
    if (typeof event === 'string') return c.json(failedAnswer('VALIDATION_ERROR', event), 400);
    const { entityId, eventType } = event;
    return c.json({ success: true, data: { eventId: store.add(event), entityId, eventType, timestamp: now() } }, 201);
  });
  app.get('/v1/usage/:entityId', (c) => c.json({ success: true, data: store.usageOf(c.req.param('entityId')) }));
  app.notFound((c) => c.json(failedAnswer('NOT_FOUND', `Cannot ${c.req.method} ${c.req.path}`), 404));
  return app;
}

/** An event, or why it is none. */
function readEvent(body: unknown, faults: Faults): UsageEvent | string {
  const { entityId, eventType, metadata = {} } = Object(body);
  const given = faults.has('validation-gone') ? (entityId ?? 'unknown') : entityId;
  if (typeof given !== 'string' || given === '') return 'entityId is required';
  if (typeof eventType !== 'string' || eventType === '') return 'eventType is required';
  if (typeof metadata !== 'object' || metadata === null) return 'metadata must be an object';
  if (faults.has('events-refused')) return 'eventType must be one of []';
  return { entityId: given, eventType, metadata };
}
