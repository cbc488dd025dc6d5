import type Stripe from 'stripe';
import { urlOf } from '../../fixtures/hosts.ts';
import { claim, expect, given, test } from '../../fixtures/index.ts';
import { countOrphans } from '../../fixtures/leftovers.ts';
import { degrade, fail, note, remark } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';
import { askStripe, billing, stripeClient } from '../../fixtures/stripe.ts';

const { billing: settings } = target;
const audited = settings.mode !== 'off';
const daySeconds = 86_400;

test(
  'what is sold is active and costs what it should',
  claim({
    id: 'billing/price',
    severity: 'P1',
    classes: ['data', 'stripe'],
    needs: ['billing/audit'],
    watched: settings.mode !== 'off' && settings.price,
  }),
  async () => {
    const { amount, currency, interval } = given(billing().price);
    const stripe = stripeClient();
    const { data } = await askStripe('the prices', () =>
      stripe.prices.list({ active: true, type: 'recurring', limit: 100 }),
    );
    const sold = data.find(
      (price) => price.unit_amount === amount && price.currency === currency && price.recurring?.interval === interval,
    );
    if (!sold) {
      const evidence = data.slice(0, 6).map(priceLine);
      fail('data', `no active price of ${amount} ${currency} a ${interval}`, { evidence });
    }
    expect(sold.active).toBe(true);
  },
);

const priceLine = ({ id, unit_amount: cost, currency: money, recurring }: Stripe.Price) =>
  `${id} ${cost} ${money} a ${recurring?.interval}`;

test(
  'the webhook endpoint speaks the API version that the app expects',
  claim({
    id: 'billing/api-version',
    severity: 'P2',
    classes: ['webhook', 'stripe'],
    needs: ['billing/audit'],
    watched: settings.mode !== 'off' && settings.webhook.apiVersion,
    advisory: true,
  }),
  async () => {
    const { host, path, apiVersion } = billing().webhook;
    const stripe = stripeClient();
    const { data } = await askStripe('the webhook endpoints', () => stripe.webhookEndpoints.list({ limit: 100 }));
    const ours = data.find(({ url }) => url === urlOf(host, path));
    const version = ours?.api_version ?? "the account's default";
    if (version !== apiVersion)
      fail('webhook', `the webhook endpoint speaks ${version}, the app expects ${apiVersion}`);
    expect(ours?.object).toBe('webhook_endpoint');
  },
);

test(
  'no event of the last day waits for the app',
  claim({
    id: 'billing/undelivered',
    severity: 'P2',
    classes: ['webhook', 'stripe'],
    needs: ['billing/audit', 'billing/webhook'],
    watched: audited,
    advisory: true,
  }),
  async () => {
    const stripe = stripeClient();
    const created = {
      gte: Math.floor(Date.now() / 1_000) - daySeconds,
      lt: Math.floor(Date.now() / 1_000) - graceSeconds,
    };
    const types = [...billing().webhook.events];
    const { data } = await askStripe('the undelivered events', () =>
      stripe.events.list({ delivery_success: false, types, created, limit: 100 }),
    );
    const evidence = data
      .slice(0, 6)
      .map(
        ({ id, type, created: at, pending_webhooks: waiting }) =>
          `${id} ${type} ${new Date(at * 1_000).toISOString()} waits for ${waiting}`,
      );
    const endpoints = await askStripe('the webhook endpoints', () => stripe.webhookEndpoints.list({ limit: 100 }));
    const shared = endpoints.data.filter(({ status }) => status === 'enabled').length > 1;
    if (data.length > 0 && shared)
      remark(`${data.length} events wait, and the account has other endpoints that they may wait for`);
    else if (data.length > 0)
      fail('webhook', `${data.length} events of the last day were not taken by the app`, { evidence });
    expect(endpoints.object).toBe('list');
  },
);

/** Younger events may still be on their way. */
const graceSeconds = 120;

test(
  'earlier probes left nothing behind',
  claim({
    id: 'billing/orphans',
    severity: 'P3',
    classes: ['data', 'stripe'],
    needs: ['billing/audit'],
    watched: audited && target.auth,
    advisory: true,
  }),
  async () => {
    const orphans = await countOrphans(stripeClient());
    note({ kind: 'orphans', count: orphans.length });
    if (orphans.length > 0)
      degrade(
        'advisory',
        'data',
        `${orphans.length} objects of earlier probes lie around: npm run sweep`,
        orphans.slice(0, 6),
      );
    expect(orphans.length).toBeGreaterThanOrEqual(0);
  },
);
