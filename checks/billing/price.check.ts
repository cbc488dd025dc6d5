import { askStripe, billing } from '#fixtures/billing/stripe.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgePrice } from './stripe-account-rules.ts';

const { billing: settings } = target;
const _audited = settings.mode !== 'off';

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
    const finding = judgePrice(prices, required(billing().price));
    if (finding) fail(finding.class, finding.message, finding);
    expect(prices.length, 'prices of the account').toBeGreaterThan(0);
  },
);
