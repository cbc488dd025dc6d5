import type { Stripe } from 'stripe';

const add: Readonly<Record<string, (date: Date, count: number) => void>> = {
  day: (date, count) => date.setUTCDate(date.getUTCDate() + count),
  month: addMonths,
  week: (date, count) => date.setUTCDate(date.getUTCDate() + 7 * count),
  year: (date, count) => addMonths(date, 12 * count),
};

/** January 31 plus a month is the last day of February: https://docs.stripe.com/billing/subscriptions/billing-cycle */
function addMonths(date: Date, count: number): void {
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
}

/** The end in seconds of a billing period that starts at `start`. */
export function periodEnd(start: number, recurring: Stripe.Price.Recurring): number {
  const date = new Date(start * 1000);
  add[recurring.interval]?.(date, recurring.interval_count);
  return date.getTime() / 1000;
}
