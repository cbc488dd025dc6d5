import type { Stripe } from 'stripe';
import type { Records } from '../records/records.ts';
import { invalid } from '../wire/errors.ts';

/** So many of a recurring price. */
export interface Line {
  readonly price: Stripe.Price & { readonly recurring: Stripe.Price.Recurring; readonly unit_amount: number };
  readonly quantity: number;
}

/** @param param where the price was named, as in `items[0][price]` */
export function recurringLine(price: Stripe.Price, quantity: number, param: string): Line {
  const { recurring, unit_amount } = price;
  if (!recurring || unit_amount === null) {
    throw invalid(
      `The price specified is set to \`type=${price.type}\` but this field only accepts prices with \`type=recurring\`.`,
      { param },
    );
  }
  if (!price.active)
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, { param });
  return { price: { ...price, recurring, unit_amount }, quantity };
}

export const amountOf = (line: Line): number => line.price.unit_amount * line.quantity;

/** In the currency's smallest unit. */
export const total = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + amountOf(line), 0);

export const productOf = (records: Records, price: Stripe.Price): Stripe.Product =>
  records.products.get(String(price.product), 'product');
