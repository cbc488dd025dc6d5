import type Stripe from 'stripe';
import { askStripe, isGone } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { remark } from '#fixtures/outcome/check-outcome.ts';
import { stripeLibrary } from '#fixtures/runtime/libraries.ts';

/** So many prices are looked at: of what is sold at one price there is rarely more than one. */
const few = 3;

/** The archived product that all of these prices sell: Stripe opens no checkout for it. Undefined where one can be bought. */
export async function archivedProduct(stripe: Stripe, prices: readonly Stripe.Price[]): Promise<string | undefined> {
  let archived: string | undefined;
  for (const { product } of prices.slice(0, few)) {
    const id = typeof product === 'string' ? product : product.id;
    if (await isForSale(stripe, id)) return undefined;
    archived ??= id;
  }
  return archived;
}

/** A key may be allowed to read prices and not products. */
const isForSale = (stripe: Stripe, id: string): Promise<boolean> =>
  askStripe('the product', async () => {
    try {
      return (await stripe.products.retrieve(id)).active === true;
    } catch (error) {
      if (isGone(error)) return false;
      if (!(error instanceof stripeLibrary().errors.StripePermissionError)) throw error;
      remark(`whether ${id} is archived was not looked at: the key may not read products`);
      return true;
    }
  });
