import type { RequestIdVariables } from 'hono/request-id';
import type Stripe from 'stripe';
import type { Entitlements } from './entitlements.ts';
import type { RequestLog } from './request-log.ts';
import type { ApiSettings } from './settings.ts';
import type { Tokens } from './tokens.ts';
import type { User, UserStore } from './user-store.ts';

/** Where a person's photos can be fetched. */
export interface PhotoLinks {
  /** The address of the picture shown first; null for an account without one. */
  first(user: User): string | null;
  /** Absolute addresses, the picture shown first in front; private photos are presigned anew at every call. */
  all(user: User): Promise<string[]>;
}

/** What the route groups work with. */
export interface ApiContext {
  settings: ApiSettings;
  users: UserStore;
  tokens: Tokens;
  photos: PhotoLinks;
  stripe: Stripe;
  entitlements: Entitlements;
  log: RequestLog;
  /** The Stripe price that a checkout sells. */
  priceId(): string;
  /** Where the site is served: a hosted checkout returns there. */
  appOrigin(): string;
  /** The git SHA that `/api/healthz` names. */
  release: () => string;
}

/** What the middleware leaves on a request for the handlers behind it. */
export interface ApiEnv {
  Variables: RequestIdVariables & { user: User };
}
