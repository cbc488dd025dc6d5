import { askStripe } from '#fixtures/billing/stripe.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgeWaiting } from './stripe-account-rules.ts';

const { billing: settings } = target;
const audited = settings.mode !== 'off';

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
