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

/** The check that ends each hop. */
const hopsOfCheck: Readonly<Record<string, readonly string[]>> = {
  'billing/checkout': ['session'],
  'billing/hosted-page': ['page', 'paid'],
  'billing/webhook': ['event', 'delivered'],
  'billing/premium': ['premium'],
  'billing/premium-page': ['shown'],
  'billing/cancel': ['cancelled', 'free'],
};

/** The hops up to the first that these broken checks did not reach: `paid 2.0s > event 0.4s > DELIVERED no`. */
export function hopsUntilBroken(record: Pick<RunRecord, 'checks'>, broken: readonly string[]): string | undefined {
  const reached = hopsOf(record);
  const missing = broken.flatMap((id) => hopsOfCheck[id] ?? []).find((name) => !reached.has(name));
  if (reached.size === 0) return undefined;
  if (!missing) return hopLine(record);
  const before = [...reached].filter(([name]) => place(name) < place(missing));
  return [...inOrder(before).map(hopText), `${missing.toUpperCase()} no`].join(' > ');
}
