import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { archivedProduct } from './archived-product.ts';
import { accountFailures } from './failures/account.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgePrice, priceInWords, soldPrices } from './stripe-prices.ts';

const { billing: settings } = target;

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
    const price = required(billing().price);
    const prices = await askStripe('the prices', account.prices);
    const finding = judgePrice(prices, price);
    if (finding) fail(finding.code, finding.facts, finding);
    const sold = soldPrices(prices, price);
    const archived = await archivedProduct(stripeClient(), sold);
    if (archived) fail(accountFailures['product-archived'], { object: archived, expected: priceInWords(price) });
    expect(sold, 'active prices of what is sold').not.toHaveLength(0);
    rulesOut(`price of ${priceInWords(price)} active at Stripe`);
  },
);
