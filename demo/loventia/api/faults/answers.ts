import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { FaultId, Faults } from '../../../faults.ts';
import type { UserView } from '../user-view.ts';

/** One route that answers wrongly. */
interface AnswerFault {
  id: FaultId;
  path: string;
  /** In place of the handler, or only of the success or the refusal it comes to: a wrong password is still told so. */
  replaces: 'handler' | 'success' | 'refusal';
  /** Of the requests for that path only these. Default all. */
  hits?(c: Context): boolean;
  answer(c: Context): Response | Promise<Response>;
}

const crash = (c: Context) => c.json({ error: 'Internal Server Error' }, 500);

const table: readonly AnswerFault[] = [
  { id: 'health-down', path: '/health', replaces: 'handler', answer: crash },
  { id: 'page-data', path: '/api/discover', replaces: 'handler', answer: crash },
  { id: 'login-500', path: '/api/auth/login', replaces: 'success', answer: crash },
  {
    id: 'login-401',
    path: '/api/auth/login',
    replaces: 'success',
    answer: (c) => c.json({ error: 'Invalid email or password' }, 401),
  },
  {
    id: 'premium-not-shown',
    path: '/api/auth/me',
    replaces: 'success',
    hits: (c) => c.req.header('origin') !== undefined,
    answer: async (c) => {
      const user: UserView = JSON.parse(await c.res.clone().text());
      return c.json({ ...user, isPremium: false, premium: false, entitlements: { tier: 'free' } });
    },
  },
  {
    id: 'wrong-password-accepted',
    path: '/api/auth/login',
    replaces: 'refusal',
    answer: (c) => c.json({ message: 'Login successful', accessToken: randomBytes(48).toString('base64url') }, 200),
  },
  {
    id: 'refresh-401',
    path: '/api/auth/refresh',
    replaces: 'success',
    answer: (c) => c.json({ error: 'Invalid or expired refresh token' }, 401),
  },
  { id: 'checkout-broken', path: '/api/billing/create-checkout-session', replaces: 'handler', answer: crash },
  { id: 'cancel-broken', path: '/api/billing/cancel-now', replaces: 'handler', answer: crash },
  { id: 'sync-broken', path: '/api/billing/sync', replaces: 'handler', answer: crash },
];

/** Faults of single routes. */
export function breakAnswers(faults: Faults): MiddlewareHandler {
  return async (c, next) => {
    const fault = table.find(({ id, path, hits }) => c.req.path === path && faults.has(id) && (hits?.(c) ?? true));
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
