import type { Stripe } from 'stripe';
import type { Records } from '../records/records.ts';
import { invalid } from '../wire/errors.ts';

/** So many of a price. */
export interface PricedLine {
  readonly price: Stripe.Price & { readonly unit_amount: number };
  readonly quantity: number;
}

/** So many of a recurring price. */
export interface Line extends PricedLine {
  readonly price: Stripe.Price & { readonly recurring: Stripe.Price.Recurring; readonly unit_amount: number };
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
  assertActive(price, param);
  return { price: { ...price, recurring, unit_amount }, quantity };
}

/** A line that is paid once. @param param where the price was named */
export function onceLine(price: Stripe.Price, quantity: number, param: string): PricedLine {
  const { recurring, unit_amount } = price;
  if (recurring || unit_amount === null) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      { param },
    );
  }
  assertActive(price, param);
  return { price: { ...price, unit_amount }, quantity };
}

function assertActive({ active }: Stripe.Price, param: string): void {
  if (!active) throw invalid(`The price specified is inactive. This field only accepts active prices.`, { param });
}

export const amountOf = (line: PricedLine): number => line.price.unit_amount * line.quantity;

/** In the currency's smallest unit. */
export const total = (lines: readonly PricedLine[]): number => lines.reduce((sum, line) => sum + amountOf(line), 0);

export const productOf = (records: Records, price: Stripe.Price): Stripe.Product =>
  records.products.get(String(price.product), 'product');
