import { askStripe, billing } from '#fixtures/billing/stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, given, test } from '#fixtures/index.ts';
import { degrade, fail, note, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { counted, judgePrice, judgeVersion, judgeWaiting, ownEndpoint } from './stripe-account-rules.ts';

const { billing: settings } = target;
const audited = settings.mode !== 'off';

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
    const account = stripeAccount();
    const prices = await askStripe('the prices', account.prices);
    const finding = judgePrice(prices, given(billing().price));
    if (finding) fail(finding.class, finding.message, finding);
    expect(prices.length, 'prices of the account').toBeGreaterThan(0);
  },
);

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
    const account = stripeAccount();
    const { host, path, apiVersion } = billing().webhook;
    const ours = ownEndpoint(await askStripe('the webhook endpoints', account.endpoints), urlOf(host, path));
    const finding = judgeVersion(ours, given(apiVersion));
    if (finding) fail(finding.class, finding.message);
    expect(ours?.api_version, 'the version of the endpoint').toBe(apiVersion);
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
    const account = stripeAccount();
    void account.endpoints();
    const waiting = await askStripe('the undelivered events', account.waiting);
    const endpoints = await askStripe('the webhook endpoints', account.endpoints);
    const judged = judgeWaiting(waiting, endpoints);
    if (judged.remark) remark(judged.remark);
    if (judged.finding) fail(judged.finding.class, judged.finding.message, judged.finding);
    expect(judged.finding, 'what waits for the app').toBeUndefined();
  },
);

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
    const account = stripeAccount();
    const orphans = await askStripe('leftovers of probes', account.orphans);
    note({ kind: 'orphans', count: orphans.length });
    const message = `earlier probes left ${counted(orphans, 'object')}: npm run sweep`;
    if (orphans.length > 0) degrade('advisory', 'data', message, orphans.slice(0, 6));
    expect(orphans.length).toBeGreaterThanOrEqual(0);
  },
);
