import type Stripe from 'stripe';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';

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
