import type { Context, MiddlewareHandler } from 'hono';
import type { Faults } from '../../../faults.ts';
import { type RouteFault, routeFaults } from './routes.ts';

const table = Object.entries<RouteFault>(routeFaults);

/** Faults of single routes. */
export function breakAnswers(faults: Faults): MiddlewareHandler {
  return async (c, next) => {
    const [, fault] =
      table.find(([id, { path, hits }]) => c.req.path === path && faults.has(id) && (hits?.(c) ?? true)) ?? [];
    if (!fault) return next();
    if (fault.replaces === 'handler' && isAdmitted(c)) return fault.answer(c);
    await next();
    if (fault.replaces === (c.res.ok ? 'success' : 'refusal')) replaceAnswer(c, await fault.answer(c));
  };
}

/** A handler that throws is only reached by requests that its guard lets pass. */
function isAdmitted(c: Context): boolean {
  return !c.req.path.startsWith('/api/billing/') || c.req.header('authorization') !== undefined;
}

/** Keeps what other middleware wrote (CORS, rate limits), drops what the success had brought. */
function replaceAnswer(c: Context, answer: Response): void {
  c.res.headers.delete('set-cookie');
  // An answer made from the context repeats the headers that were set on it.
  answer.headers.delete('set-cookie');
  c.res = answer;
}
