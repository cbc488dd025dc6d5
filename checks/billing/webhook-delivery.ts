import type Stripe from 'stripe';
import { askStripe, billing } from '#fixtures/billing/stripe.ts';
import { required } from '#fixtures/claim/claim.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { notRun } from '#fixtures/outcome/check-outcome.ts';
import { stripeLibrary } from '#fixtures/runtime/libraries.ts';
import { target } from '#fixtures/runtime/settings.ts';
import type { Billing } from '#targets/target.ts';

/** An event of a type that no app acts on, about nothing. */
const harmless = () => ({
  id: `evt_watchpost${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`,
  object: 'event',
  api_version: '2026-10-28.endive',
  created: Math.floor(Date.now() / 1_000),
  data: { object: { id: 'watchpost', object: 'watchpost' } },
  livemode: false,
  pending_webhooks: 0,
  request: null,
  type: 'watchpost.probe',
});

/** A harmless event as text. */
export const harmlessEvent = (): string => JSON.stringify(harmless());

/**
 * Posts an event with a signature that nobody made: the app must refuse it, and whoever refuses it tells who stands
 * before the app.
 */
export function forgedDelivery(
  http: Http,
  { webhook }: Billing,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  const signature = `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}`;
  return http.post(urlOf(webhook.host, webhook.path), harmless(), {
    headers: { 'stripe-signature': signature, ...headers },
  });
}

/** Posts an event without any signature. */
export const unsignedDelivery = (http: Http, { webhook }: Billing): Promise<HttpResponse> =>
  http.post(urlOf(webhook.host, webhook.path), harmless());

/** The endpoint's signing secret; without its variable the check ends as not run. */
export function webhookSecret(): string {
  const name = required(billing().webhook.secret, 'billing.webhook.secret');
  return process.env[name] ?? notRun('misconfigured', `not set: ${name}`);
}

/**
 * How long a signed event may take to be answered, in ms: a handler works on it first. Past it Stripe would have given the
 * delivery up as well.
 */
export const deliveryPatienceMs: number = Math.max(
  target.budgets.request,
  Math.min(target.budgets.webhookGiveUp, 20_000),
);

/**
 * Posts a body that is signed as Stripe signs.
 *
 * @param ageSeconds how old the signature claims to be.
 */
export function signedDelivery(
  http: Http,
  { webhook }: Billing,
  body: string,
  secret: string,
  ageSeconds = 0,
): Promise<HttpResponse> {
  const timestamp = Math.floor(Date.now() / 1_000) - ageSeconds;
  const signature = stripeLibrary().webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return http.send(urlOf(webhook.host, webhook.path), {
    method: 'POST',
    headers,
    body,
    timeoutMs: deliveryPatienceMs,
  });
}

/** The endpoints of the account that get an event: the app's own, and those that its `pending_webhooks` may count too. */
export async function endpointsFor(
  stripe: Stripe,
  eventType: string,
): Promise<{ ours: Stripe.WebhookEndpoint | undefined; others: Stripe.WebhookEndpoint[] }> {
  const { host, path } = billing().webhook;
  const { data } = await askStripe('the webhook endpoints', () => stripe.webhookEndpoints.list({ limit: 100 }));
  const takers = data.filter(
    ({ status, enabled_events: events }) =>
      status === 'enabled' && (events.includes('*') || events.includes(eventType)),
  );
  const ours = takers.find(({ url }) => url === urlOf(host, path));
  return { ours, others: takers.filter((endpoint) => endpoint !== ours) };
}
