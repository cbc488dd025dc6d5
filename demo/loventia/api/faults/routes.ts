import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { Fault } from '../../../faults.ts';
import type { UserView } from '../user-view.ts';

/** One route of the API that answers wrongly. */
export interface RouteFault extends Fault {
  path: string;
  /** In place of the handler, or only of the success or the refusal it comes to: a wrong password is still told so. */
  replaces: 'handler' | 'success' | 'refusal';
  /** Of the requests for that path only these. Default all. */
  hits?(c: Context): boolean;
  answer(c: Context): Response | Promise<Response>;
}

const crash = (c: Context) => c.json({ error: 'Internal Server Error' }, 500);

/** The faults of single routes, by the id that switches them on: each stands here whole. */
export const routeFaults = {
  'health-down': {
    description: "The API's liveness address answers 500",
    effect: 'failed',
    path: '/health',
    replaces: 'handler',
    answer: crash,
  },
  'page-data': {
    description: 'The API fails what the discover page asks of it',
    effect: 'failed',
    path: '/api/discover',
    replaces: 'handler',
    answer: crash,
  },
  'login-500': {
    description: 'Signing in with the right password ends in a 500',
    effect: 'failed',
    path: '/api/auth/login',
    replaces: 'success',
    answer: crash,
  },
  'login-401': {
    description: "Everybody's right password is refused",
    effect: 'failed',
    path: '/api/auth/login',
    replaces: 'success',
    answer: (c) => c.json({ error: 'Invalid email or password' }, 401),
  },
  'premium-not-shown': {
    description: 'Browsers get a profile from a cache, in which nobody has paid',
    effect: 'failed',
    path: '/api/auth/me',
    replaces: 'success',
    hits: (c) => c.req.header('origin') !== undefined,
    answer: async (c) => {
      const user: UserView = JSON.parse(await c.res.clone().text());
      return c.json({ ...user, isPremium: false, premium: false, entitlements: { tier: 'free' } });
    },
  },
  'wrong-password-accepted': {
    description: 'Signing in works with any password, for anybody',
    effect: 'failed',
    path: '/api/auth/login',
    replaces: 'refusal',
    answer: (c) => c.json({ message: 'Login successful', accessToken: randomBytes(48).toString('base64url') }, 200),
  },
  'refresh-401': {
    description: 'A good refresh cookie is refused',
    effect: 'failed',
    path: '/api/auth/refresh',
    replaces: 'success',
    answer: (c) => c.json({ error: 'Invalid or expired refresh token' }, 401),
  },
  'checkout-broken': {
    description: 'Opening a checkout session ends in a 500',
    effect: 'failed',
    path: '/api/billing/create-checkout-session',
    replaces: 'handler',
    answer: crash,
  },
  'cancel-broken': {
    description: 'Cancelling a subscription ends in a 500',
    effect: 'failed',
    path: '/api/billing/cancel-now',
    replaces: 'handler',
    answer: crash,
  },
  'sync-broken': {
    description: 'Reconciling with Stripe ends in a 500',
    effect: 'degraded',
    path: '/api/billing/sync',
    replaces: 'handler',
    answer: crash,
  },
  'metrics-broken': {
    description: 'A proxy answers for the metrics with a page of its own, and calls it 200',
    effect: 'failed',
    path: '/metrics',
    replaces: 'handler',
    answer(c) {
      c.header('server', 'nginx');
      return c.html('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    },
  },
} as const satisfies Record<string, RouteFault>;
