import type { RunRecord } from '../../record/run-record.ts';
import { seconds } from '../text/format.ts';

/** From paying to seeing it: the hops of a purchase in the order they were made, `session 0.3s > page 1.1s`. */
export function hopLine(record: Pick<RunRecord, 'checks'>): string | undefined {
  const hops = hopsOf(record);
  return hops.size > 0
    ? inOrder([...hops])
        .map(hopText)
        .join(' > ')
    : undefined;
}

const hopsOf = ({ checks }: Pick<RunRecord, 'checks'>) =>
  new Map(checks.flatMap((check) => check.hops.map(({ name, ms }): [string, number] => [name, ms])));

const hopText = ([name, ms]: [string, number]) => `${name} ${seconds(ms)}`;

/** The way of a purchase. */
const way = ['session', 'page', 'paid', 'event', 'delivered', 'premium', 'shown', 'cancelled', 'free'];

const inOrder = (hops: [string, number][]) => hops.toSorted(([a], [b]) => place(a) - place(b));
const place = (name: string) => (way.includes(name) ? way.indexOf(name) : way.length);

/** So many hops before the missing one fit on a line. */
const most = 4;

/** The check that ends each hop. */
const hopsOfCheck: Readonly<Record<string, readonly string[]>> = {
  'billing/checkout': ['session'],
  'billing/hosted-page': ['page', 'paid'],
  'billing/webhook': ['event', 'delivered'],
  'billing/premium': ['premium'],
  'billing/premium-page': ['shown'],
  'billing/cancel': ['cancelled', 'free'],
};

/**
 * The hops up to the first that these broken checks did not reach: `paid 2.0s > event 0.4s > DELIVERED no`. A hop that
 * came about only by a repair was not reached.
 */
export function hopsUntilBroken(record: Pick<RunRecord, 'checks'>, broken: readonly string[]): string | undefined {
  const reached = hopsOf(record);
  if (reached.size === 0) return undefined;
  const missing = record.checks
    .filter(({ id, outcome }) => broken.includes(id) && outcome === 'fail')
    .flatMap(({ id }) => {
      const own = hopsOfCheck[id] ?? [];
      return own.find((name) => !reached.has(name)) ?? own.at(-1) ?? [];
    })[0];
  if (!missing) return hopLine(record);
  const before = [...reached].filter(([name]) => place(name) < place(missing));
  const told = inOrder(before).map(hopText);
  const last = told.length > most ? ['...', ...told.slice(-most)] : told;
  return [...last, `${missing.toUpperCase()} no`].join(' > ');
}
