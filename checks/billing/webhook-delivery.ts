import { billing } from '#fixtures/billing/billing-settings.ts';
import type { Delivery } from '#fixtures/billing/providers/billing-provider.ts';
import { provider } from '#fixtures/billing/providers/provider.ts';
import { required } from '#fixtures/claim/claim.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { notRun } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

/** What a webhook acknowledges with. */
export const acknowledged: readonly number[] = [200, 201, 202, 204];

/**
 * Posts an event with a signature that nobody made: the app must refuse it, and whoever refuses it tells who stands
 * before the app.
 */
export function forgedDelivery(http: Http, headers: Record<string, string> = {}): Promise<HttpResponse> {
  const forged = provider().forged(provider().harmlessEvent());
  return deliver(http, { ...forged, headers: { ...forged.headers, ...headers } });
}

/** Posts an event without any signature. */
export const unsignedDelivery = (http: Http): Promise<HttpResponse> =>
  deliver(http, provider().unsigned(provider().harmlessEvent()));

/** The endpoint's signing secret; without its variable the check ends as not run. */
export function webhookSecret(): string {
  const name = required(billing().webhook.secret, 'billing.webhook.secret');
  return process.env[name] ?? notRun('misconfigured', `not set: ${name}`);
}

/**
 * How long a signed event may take to be answered, in ms: a handler works on it first. Past it the provider would have
 * given the delivery up as well.
 */
export const deliveryPatienceMs: number = Math.max(
  target.budgets.request,
  Math.min(target.budgets.webhookGiveUp, 20_000),
);

/**
 * Posts an event that is signed as the provider signs.
 *
 * @param ageSeconds how old the signature claims to be.
 */
export const signedDelivery = (http: Http, event: string, secret: string, ageSeconds = 0): Promise<HttpResponse> =>
  deliver(http, provider().signed(event, secret, ageSeconds), deliveryPatienceMs);

function deliver(http: Http, delivery: Delivery, timeoutMs?: number): Promise<HttpResponse> {
  const { host, path } = billing().webhook;
  return http.send(urlOf(host, path), { method: 'POST', ...delivery, ...(timeoutMs && { timeoutMs }) });
}
