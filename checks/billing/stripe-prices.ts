import type Stripe from 'stripe';
import { type AccountFinding, finding } from './account-finding.ts';
import { accountFailures } from './failures/account.ts';

type Recurring = Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>;

/** As much of a price as is judged. What it costs in other currencies, and by the number bought, has to be asked for. */
export type Price = Pick<Stripe.Price, 'id' | 'active' | 'unit_amount' | 'currency'> &
  Partial<Pick<Stripe.Price, 'currency_options' | 'tiers' | 'product'>> & { recurring: Recurring | null };

/** What is sold: an amount in the currency's smallest unit, of which some currencies have but one, for each cycle. */
export interface WantedPrice {
  amount: number;
  currency: string;
  interval: Recurring['interval'];
  intervalCount: number;
}

/** How long a cycle is, in the unit that never changes its length against it: a year is twelve months, and no number of days. */
function lengthOf({ interval, interval_count: count }: Recurring): string {
  if (interval === 'year' || interval === 'month') return `${interval === 'year' ? count * 12 : count} months`;
  return `${interval === 'week' ? count * 7 : count} days`;
}

const cycleOf = ({ interval, intervalCount }: WantedPrice): Recurring => ({ interval, interval_count: intervalCount });

const isSameCycle = ({ recurring }: Price, wanted: WantedPrice) =>
  recurring !== null && lengthOf(recurring) === lengthOf(cycleOf(wanted));

interface Amounts {
  unit_amount: number | null;
  tiers?: Pick<Stripe.Price.Tier, 'unit_amount' | 'flat_amount'>[];
}

const costOfOne = ({ unit_amount: cost, tiers: [first] = [] }: Amounts): number | undefined =>
  cost ?? (first && (first.unit_amount ?? 0) + (first.flat_amount ?? 0));

/** What one costs in a currency: the price's own, or another one that it is offered in; undefined where it is in none of them. */
function amountsIn(price: Price, currency: string): Amounts | undefined {
  const wanted = currency.toLowerCase();
  return String(price.currency).toLowerCase() === wanted ? price : price.currency_options?.[wanted];
}

function costs(price: Price, { amount, currency }: WantedPrice): boolean {
  const amounts = amountsIn(price, currency);
  return amounts !== undefined && costOfOne(amounts) === amount;
}

/** The active prices that are what is sold. */
export const soldPrices = <P extends Price>(prices: readonly P[], wanted: WantedPrice): P[] =>
  prices.filter((price) => price.active === true && isSameCycle(price, wanted) && costs(price, wanted));

/** Whether more of a price than a list tells by itself could make it the one that is sold. */
export const mayHoldMore = (price: Price, wanted: WantedPrice): boolean =>
  isSameCycle(price, wanted) && (price.unit_amount === null || amountsIn(price, wanted.currency) === undefined);

/** Whether what is sold is there, active, and costs what it should; otherwise the price that comes nearest is named. */
export function judgePrice(prices: readonly Price[], wanted: WantedPrice): AccountFinding | undefined {
  if (soldPrices(prices, wanted).length > 0) return undefined;
  const evidence = prices.slice(0, 6).map(priceLine);
  const expected = priceInWords(wanted);
  const every = prices.filter((price) => isSameCycle(price, wanted));
  const archived = every.find((price) => costs(price, wanted));
  if (archived)
    return finding(accountFailures['price-inactive'], { object: archived.id, expected, got: 'inactive' }, evidence);
  const active = every.filter((price) => price.active === true);
  const foreign = active.find((price) => !amountsIn(price, wanted.currency) && price.unit_amount === wanted.amount);
  if (foreign) {
    const facts = { object: foreign.id, expected, got: foreign.currency ?? 'no currency' };
    return finding(accountFailures['price-currency'], facts, evidence);
  }
  const often = prices.find((price) => price.active === true && price.recurring && costs(price, wanted));
  if (often?.recurring) {
    const facts = { object: often.id, expected, got: everyInWords(often.recurring) };
    return finding(accountFailures['price-interval'], facts, evidence);
  }
  const other = active.find((price) => amountsIn(price, wanted.currency));
  if (!other) return finding(accountFailures['price-missing'], { expected, count: prices.length }, evidence);
  const got = costOfOne(amountsIn(other, wanted.currency) ?? other) ?? 'not fixed';
  return finding(accountFailures['price-amount'], { object: other.id, expected, got }, evidence);
}

const everyInWords = ({ interval, interval_count: count }: Recurring): string =>
  count === 1 ? `every ${interval}` : `every ${count} ${interval}s`;

/** `12900 sek a month`, `12900 sek every 3 months`. */
export const priceInWords = ({ amount, currency, interval, intervalCount: count }: WantedPrice): string =>
  `${amount} ${currency.toLowerCase()} ${count === 1 ? `a ${interval}` : `every ${count} ${interval}s`}`;

const priceLine = ({ id, active, unit_amount: cost, currency, recurring }: Price) =>
  `${id} ${cost ?? 'in tiers'} ${currency} ${recurring ? everyInWords(recurring) : 'once'}${active ? '' : ', inactive'}`;
