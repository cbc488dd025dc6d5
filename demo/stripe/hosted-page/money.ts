import type { Stripe } from 'stripe';

/** `9900` and `sek` → "SEK 99.00"; amounts are in the currency's smallest unit: https://docs.stripe.com/currencies#zero-decimal */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { currency, style: 'currency' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

const adverbs: Readonly<Record<string, string>> = { day: 'daily', month: 'monthly', week: 'weekly', year: 'yearly' };

/** "per month" or "every 3 months" */
export function per({ interval, interval_count: count }: Stripe.Price.Recurring): string {
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}

/** "Billed monthly" or "Billed every 3 months" */
export function billed(recurring: Stripe.Price.Recurring): string {
  const { interval, interval_count: count } = recurring;
  return `Billed ${count === 1 ? (adverbs[interval] ?? per(recurring)) : per(recurring)}`;
}
