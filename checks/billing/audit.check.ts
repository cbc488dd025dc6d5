import { urlOf } from '../../fixtures/hosts.ts';
import { claim, expect, test } from '../../fixtures/index.ts';
import { fail, note, remark } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';
import { askStripe, billing, stripeClient } from '../../fixtures/stripe.ts';
import { stripeSaysOfItself } from '../../fixtures/stripe-status.ts';

test(
  'Stripe answers, in the right mode, and its webhook points at the app',
  claim({
    id: 'billing/audit',
    severity: 'P1',
    classes: ['webhook', 'stripe'],
    watched: target.billing.mode !== 'off',
  }),
  async ({ http }) => {
    const stripe = stripeClient();
    const { webhook } = billing();
    const status = await stripeSaysOfItself(http);
    remark(`Stripe says of itself: ${status}`);
    const balance = await askStripe('the balance', () => stripe.balance.retrieve(), [`status page: ${status}`]);
    expect(balance, 'the account').toMatchObject({ object: 'balance', livemode: target.environment === 'live' });

    const url = urlOf(webhook.host, webhook.path);
    const { data } = await askStripe('the webhook endpoints', () => stripe.webhookEndpoints.list({ limit: 100 }));
    for (const { id, status: state } of data) note({ kind: 'probe', name: id, ok: state === 'enabled', detail: state });
    const ours = data.find((endpoint) => endpoint.url === url);
    if (!ours)
      fail('webhook', `no webhook endpoint of the account points at ${url}`, { evidence: data.map((one) => one.url) });
    if (ours.status !== 'enabled') fail('webhook', `the webhook endpoint ${ours.id} is ${ours.status} at Stripe`);
    const subscribed = ours.enabled_events;
    const missing = subscribed.includes('*') ? [] : webhook.events.filter((event) => !subscribed.includes(event));
    if (missing.length > 0) fail('webhook', `the webhook endpoint ${ours.id} does not get ${missing.join(', ')}`);
    expect(ours.id, 'the id of the webhook endpoint').toMatch(/^we_/);
    const others = data.filter((endpoint) => endpoint !== ours);
    if (others.length > 0)
      remark(`the account has ${others.length} other webhook endpoints; a waiting event may be theirs`);
  },
);
