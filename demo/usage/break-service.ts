import { setTimeout as delay } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { Faults } from '../faults.ts';
import { failedAnswer } from './failed-answer.ts';
import type { usageFaults } from './faults.ts';

type Answer = (c: Context) => Response | Promise<Response | undefined> | undefined;

const cachedForMs = 600_000;

/** Faults of answers: each is asked before the service is, and answers in its place or lets it. */
export function breakService(faults: Faults): MiddlewareHandler {
  const answers = createAnswers();
  return async (c, next) => {
    for (const [id, answer] of answers) {
      const answered = faults.has(id) ? await answer(c) : undefined;
      if (answered) return answered;
    }
    return next();
  };
}

function createAnswers(): [id: keyof typeof usageFaults, Answer][] {
  const turns = { reads: 0, late: 0, load: new Map<string, number>() };
  const readsUsage = ({ req }: Context) => req.method === 'GET' && req.path.startsWith('/v1/usage/');
  const withoutStore = { status: 'not_ready', checks: { service: 'error' } };
  return [
    ['no-healthy-hosts', noHealthyHosts],
    ['wrong-service', otherService],
    [
      'health-cached',
      (c) => {
        if (c.req.path !== '/health') return undefined;
        const kept = new Date(Date.now() - cachedForMs);
        c.header('age', String(cachedForMs / 1_000));
        c.header('x-cache', 'HIT');
        const service = 'ioanyt-delivery-standard';
        return c.json({ status: 'healthy', timestamp: kept.toISOString(), service, version: '1.1.0' });
      },
    ],
    [
      'contract-broken',
      (c) => {
        const timestamp = new Date().toISOString();
        const answer = { status: 'healthy', timestamp, service: 'ioanyt-delivery-standard' };
        return c.req.path === '/health' ? c.json(answer) : undefined;
      },
    ],
    [
      'not-ready',
      (c) => {
        if (c.req.path === '/ready') return c.json({ ...withoutStore, timestamp: new Date().toISOString() }, 503);
        return c.req.path.startsWith('/v1/')
          ? c.json(failedAnswer('STORE_UNAVAILABLE', 'Try again later'), 503)
          : undefined;
      },
    ],
    [
      'overload',
      (c) => {
        if (c.req.path === '/health' || c.req.path === '/ready') return undefined;
        const turn = (turns.load.get(c.req.path) ?? 0) + 1;
        turns.load.set(c.req.path, turn);
        return turn % 3 === 0 ? c.json(failedAnswer('OVERLOADED', 'Too many open requests'), 503) : undefined;
      },
    ],
    [
      'error-rate',
      (c) => {
        if (!readsUsage(c)) return undefined;
        turns.reads += 1;
        return turns.reads % 4 === 0 ? c.json(failedAnswer('INTERNAL_ERROR', 'Something went wrong'), 500) : undefined;
      },
    ],
    [
      'p95',
      async (c) => {
        if (!readsUsage(c)) return undefined;
        turns.late += 1;
        if (turns.late % 5 === 0) await delay(1_600, undefined, { ref: false });
        return undefined;
      },
    ],
  ];
}

/** An Application Load Balancer's own page where a target group has no healthy target. */
function noHealthyHosts(c: Context): Response {
  const title = '503 Service Temporarily Unavailable';
  c.header('server', 'awselb/2.0');
  return c.html(
    `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`,
    503,
  );
}

/** The neighbour in the same cluster, which knows nothing of events. */
function otherService(c: Context): Response {
  const timestamp = new Date().toISOString();
  if (c.req.path === '/health')
    return c.json({ status: 'healthy', timestamp, service: 'ioanyt-delivery-premium', version: '3.2.0' });
  if (c.req.path === '/ready') return c.json({ status: 'ready', timestamp, checks: { service: 'ok' } });
  return c.json({ error: 'Not Found' }, 404);
}
