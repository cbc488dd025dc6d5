import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgeWaiting } from './stripe-endpoints.ts';

const { billing: settings } = target;

test(
  'no event of the last day waits for the app',
  claim({
    id: 'billing/undelivered',
    severity: 'P2',
    classes: ['webhook', 'stripe'],
    needs: ['billing/audit', 'billing/webhook', 'orders/webhook'],
    watched: settings.mode !== 'off',
    advisory: true,
  }),
  async () => {
    const account = stripeAccount();
    const { host, path } = billing().webhook;
    void account.endpoints();
    const waiting = await askStripe('the undelivered events', account.waiting);
    const endpoints = await askStripe('the webhook endpoints', account.endpoints);
    const { finding, remark: shared } = judgeWaiting(waiting, endpoints, urlOf(host, path));
    if (shared) remark(shared);
    if (finding) fail(finding.code, finding.facts, finding);
    expect(finding, 'what waits for the app').toBeUndefined();
    if (!shared) rulesOut('no undelivered events of the last day');
  },
);
