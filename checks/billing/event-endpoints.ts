import type Stripe from 'stripe';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { readPages } from '#fixtures/billing/providers/stripe/read-pages.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { takersOf } from './stripe-endpoints.ts';

/** The endpoints of the account that get an event: the app's own, and those that its `pending_webhooks` may count too. */
export async function endpointsFor(
  stripe: Stripe,
  eventType: string,
): Promise<{ ours: Stripe.WebhookEndpoint[]; others: Stripe.WebhookEndpoint[] }> {
  const { host, path } = billing().webhook;
  const all = await askStripe('the webhook endpoints', () => readPages((page) => stripe.webhookEndpoints.list(page)));
  return takersOf(all, eventType, urlOf(host, path));
}
