import { type Context, Hono } from 'hono';
import type { Account } from './account.ts';
import { apiVersion } from './events.ts';
import { newId } from './records/ids.ts';
import { checkoutSessions } from './resources/checkout-sessions.ts';
import { customers } from './resources/customers.ts';
import { events } from './resources/events.ts';
import { invoices } from './resources/invoices.ts';
import { ownAccount } from './resources/own-account.ts';
import { paymentMethods } from './resources/payment-methods.ts';
import { payments } from './resources/payments.ts';
import { prices } from './resources/prices.ts';
import { products } from './resources/products.ts';
import { refunds } from './resources/refunds.ts';
import { subscriptions } from './resources/subscriptions.ts';
import { webhookEndpoints } from './resources/webhook-endpoints.ts';
import type { Endpoint } from './wire/endpoint.ts';
import { errorBody, invalid, outage, Refusal, unrecognized } from './wire/errors.ts';
import { expanded } from './wire/expand.ts';
import { entriesInOrder, type Form, parseForm } from './wire/form.ts';
import { type Answer, createIdempotency, type Idempotency } from './wire/idempotency.ts';
import { authenticate, authorize, type KeyGrant, keyMode, presentedKey } from './wire/keys.ts';
import { createRateLimit } from './wire/rate-limit.ts';
import { appendBounded, type LoggedRequest } from './wire/request-log.ts';

const endpoints: readonly Endpoint[] = [
  ...ownAccount,
  ...products,
  ...prices,
  ...customers,
  ...paymentMethods,
  ...checkoutSessions,
  ...subscriptions,
  ...invoices,
  ...payments,
  ...refunds,
  ...events,
  ...webhookEndpoints,
];

export interface ApiOptions {
  readonly account: Account;
  readonly keys: readonly KeyGrant[];
  readonly requests: LoggedRequest[];
  readonly outage: () => boolean;
  readonly rateLimit: number;
  /** The clock in ms since 1970. */
  readonly now: () => number;
}

/** What a request carries from one step to the next. */
export interface ApiEnv {
  Variables: { requestId: string; grant: KeyGrant };
}

/** Stripe's answers are indented: https://docs.stripe.com/api?lang=curl */
const render = (object: object): string => `${JSON.stringify(object, null, 2)}\n`;

async function readForm(c: Context<ApiEnv>): Promise<Form> {
  const body = await c.req.text();
  if (body && c.req.header('content-type')?.includes('json')) {
    throw invalid('Invalid request (check that your POST content type is application/x-www-form-urlencoded).');
  }
  return parseForm(new URL(c.req.url).search, body);
}

/** The version asked for, which the answer names again: https://docs.stripe.com/api/versioning */
function versionOf(c: Context): string {
  const asked = c.req.header('stripe-version');
  if (!asked) return apiVersion;
  if (/^\d{4}-\d\d-\d\d(\.\w+)?$/.test(asked)) return asked;
  throw invalid(`Invalid Stripe API version: ${asked}.`);
}

function carryOut(c: Context<ApiEnv>, { account }: ApiOptions, endpoint: Endpoint, form: Form): Answer {
  const requestId = c.get('requestId');
  const run = endpoint.prepare(form);
  const origin = { id: requestId, idempotency_key: c.req.header('idempotency-key') ?? null };
  try {
    const paths = typeof form['expand'] === 'object' ? entriesInOrder(form['expand']).map(String) : [];
    const answer = expanded(account.records, run({ account, id: c.req.param('id') ?? '', origin }), paths);
    return { body: render(answer), requestId, status: 200 };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = errorBody(error.error, { id: requestId, livemode: account.livemode });
    return { body: render(body), requestId, status: error.status };
  }
}

/** Only a POST is remembered, and only once its parameters were found good: https://docs.stripe.com/api/idempotent_requests */
function carryOutOnce(
  c: Context<ApiEnv>,
  options: ApiOptions,
  endpoint: Endpoint,
  form: Form,
  idempotency: Idempotency,
) {
  const key = endpoint.method === 'POST' ? c.req.header('idempotency-key') : undefined;
  if (!key) return carryOut(c, options, endpoint, form);
  c.header('idempotency-key', key);
  const parameters = JSON.stringify(form);
  const earlier = idempotency.recall(key, c.req.path, parameters);
  if (earlier) {
    c.header('idempotent-replayed', 'true');
    c.header('original-request', earlier.requestId);
    return earlier;
  }
  const answer = carryOut(c, options, endpoint, form);
  c.header('original-request', answer.requestId);
  idempotency.remember(key, c.req.path, parameters, answer);
  return answer;
}

const json = (c: Context, body: string, status: number): Response =>
  c.newResponse(body, status as 200, { 'content-type': 'application/json' });

function refuse(c: Context<ApiEnv>, refusal: Refusal, livemode: boolean): Response {
  for (const [name, value] of Object.entries(refusal.headers)) c.header(name, value);
  return json(c, render(errorBody(refusal.error, { id: c.get('requestId'), livemode })), refusal.status);
}

/** The REST API on Stripe's wire format. Every answer carries a `request-id`; every refusal is an `error` object. */
export function createApi(options: ApiOptions): Hono<ApiEnv> {
  const { account, keys, requests } = options;
  const api = new Hono<ApiEnv>();
  const countRequest = createRateLimit(options.rateLimit, options.now);
  const idempotency = createIdempotency();

  api.use(async (c, next) => {
    c.set('requestId', newId('request'));
    c.header('request-id', c.get('requestId'));
    c.header('cache-control', 'no-cache, no-store');
    await next();
    const mode = keyMode(presentedKey(c.req.header('authorization')) ?? '') ?? 'none';
    appendBounded(requests, { keyMode: mode, method: c.req.method, path: c.req.path, status: c.res.status });
  });
  api.use(async (c, next) => {
    if (options.outage()) throw outage();
    c.set('grant', authenticate(c.req.header('authorization'), keys));
    c.header('stripe-version', versionOf(c));
    countRequest();
    await next();
  });
  // What cannot be searched here would else pass for an object called "search".
  const paths = new Set(endpoints.map(({ path }) => path));
  api.use('/v1/:resource/search', (c, next) => (paths.has(c.req.path) ? next() : Promise.resolve(c.notFound())));
  for (const endpoint of endpoints) {
    api.on(endpoint.method, endpoint.path, async (c) => {
      const access = endpoint.method === 'GET' ? 'read' : 'write';
      authorize(c.get('grant'), endpoint.permission, access, account.id);
      const answer = carryOutOnce(c, options, endpoint, await readForm(c), idempotency);
      return json(c, answer.body, answer.status);
    });
  }
  api.notFound((c) => refuse(c, unrecognized(c.req.method, c.req.path), account.livemode));
  api.onError((error, c) => {
    if (error instanceof Refusal) return refuse(c, error, account.livemode);
    throw error;
  });
  return api;
}
