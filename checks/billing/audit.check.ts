import { urlOf } from '../../fixtures/hosts.ts';
import { claim, expect, test } from '../../fixtures/index.ts';
import { fail, note } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';
import { askStripe, billing, stripeClient } from '../../fixtures/stripe.ts';

test(
  'the Stripe account is in test mode and its webhook points at the app',
  claim({
    id: 'billing/audit',
    severity: 'P1',
    classes: ['webhook', 'stripe'],
    needs: [],
    watched: target.billing.mode !== 'off',
  }),
  async () => {
    const stripe = stripeClient();
    const { webhook } = billing();
    const balance = await askStripe('the balance', () => stripe.balance.retrieve());
    expect(balance, 'the account').toMatchObject({ object: 'balance', livemode: false });

    const url = urlOf(webhook.host, webhook.path);
    const endpoints = await askStripe('the webhook endpoints', () => stripe.webhookEndpoints.list({ limit: 100 }));
    for (const { id, status } of endpoints.data)
      note({ kind: 'probe', name: id, ok: status === 'enabled', detail: status });
    const ours = endpoints.data.find((endpoint) => endpoint.url === url);
    if (!ours)
      fail('webhook', `no webhook endpoint of the account points at ${url}`, {
        evidence: endpoints.data.map((one) => one.url),
      });
    if (ours.status !== 'enabled') fail('webhook', `the webhook endpoint ${ours.id} is ${ours.status} at Stripe`);
    const subscribed = ours.enabled_events;
    const missing = subscribed.includes('*') ? [] : webhook.events.filter((event) => !subscribed.includes(event));
    expect(missing, 'events that the endpoint does not get').toEqual([]);
  },
);
