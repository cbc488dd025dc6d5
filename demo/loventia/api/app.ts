import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import type Stripe from 'stripe';
import type { Faults } from '../../faults.ts';
import { type Planted, plantInApi } from '../canaries.ts';
import { allowOrigins } from './allow-origins.ts';
import { createAuthRoutes } from './auth-routes.ts';
import { createBillingRoutes } from './billing-routes.ts';
import type { ApiContext, ApiEnv, PhotoLinks } from './context.ts';
import { createDiscoverRoutes } from './discover-routes.ts';
import { createEntitlements } from './entitlements.ts';
import { breakAnswers } from './faults/answers.ts';
import { breakEdge } from './faults/edge.ts';
import { breakEvents, type EventFaultTimes } from './faults/events.ts';
import { breakSettings } from './faults/settings.ts';
import { createHealthRoutes } from './health-routes.ts';
import { logRequests, traceIdOf } from './log-requests.ts';
import { defaultRateLimits, limitRate, type RateLimits } from './rate-limit.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { createSettings, type TokenSecrets } from './settings.ts';
import { stampDate } from './stamp-date.ts';
import { createTokens } from './tokens.ts';
import { createUserRoutes } from './user-routes.ts';
import type { UserStore } from './user-store.ts';
import { createWebhookRoutes } from './webhook-routes.ts';

export interface ApiOptions extends Partial<EventFaultTimes> {
  faults: Faults;
  users: UserStore;
  photos: PhotoLinks;
  stripe: Stripe;
  appOrigin: () => string;
  priceId: () => string;
  webhookSecret: () => string;
  /** What tokens are signed with; by default made anew. */
  tokenSecrets?: TokenSecrets;
  /** The git SHA that `/api/healthz` names. */
  release: () => string;
  /** Whether refresh replaces the refresh cookie. Default false: the real system's refresh tokens are stateless. */
  rotates?: boolean;
  /** Whether a replaced refresh cookie that comes back ends its session. Default false; needs `rotates`. */
  detectsReuse?: boolean;
  rateLimits?: Partial<RateLimits>;
  log?: RequestLog;
  /** Secrets and people to add to every answer. */
  planted?: Planted;
}

/** Loventia's API in good health, wrapped in the faults that are switched on. */
export function createApi(options: ApiOptions): Hono<ApiEnv> {
  const context = createContext(options);
  const { faults } = options;
  const { settings, log } = context;
  const app = new Hono<ApiEnv>();
  app.use(breakEdge(faults), requestId(), logRequests(log), stampDate(settings.now));
  app.use(allowOrigins(settings.allowedOrigins));
  app.use('/api/*', limitRate({ ...defaultRateLimits, ...options.rateLimits }, settings.now));
  if (options.planted) app.use(plantInApi(options.planted));
  app.use(breakAnswers(faults));
  app.route('/', createHealthRoutes(context));
  app.route('/', createUserRoutes(context));
  app.route('/api/auth', createAuthRoutes(context));
  app.route('/api/discover', createDiscoverRoutes(context));
  app.route('/api/billing', createBillingRoutes(context));
  app.route('/webhooks', createWebhookRoutes(context, breakEvents(context.entitlements.apply, faults, options)));
  app.notFound((c) => c.json({ error: 'Not found' }, 404));
  app.onError((error, c) => {
    const traceId = traceIdOf(c.req.header('traceparent'));
    const message = `${error.name}: ${error.message}`;
    log.add({ level: 'error', message, path: c.req.path, requestId: c.get('requestId'), ...(traceId && { traceId }) });
    return c.json({ error: 'Internal Server Error' }, 500);
  });
  return app;
}

function createContext(options: ApiOptions): ApiContext {
  const { users, photos, stripe, priceId, appOrigin, release } = options;
  const settings = breakSettings(createSettings(options), options.faults);
  return {
    settings,
    users,
    photos,
    stripe,
    priceId,
    appOrigin,
    release,
    tokens: createTokens(settings),
    entitlements: createEntitlements({ users, stripe, settings }),
    log: options.log ?? createRequestLog({ now: settings.now }),
  };
}
