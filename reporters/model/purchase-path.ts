import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { seconds } from '../text/format.ts';

type Hop = CheckRecord['hops'][number];
type Run = Pick<RunRecord, 'checks'>;

/** From paying to seeing it: the hops of a purchase in the order they were made, `session 0.3s > page 1.1s`. */
export function purchasePath(record: Run): string | undefined {
  const hops = hopsOf(record);
  return hops.length > 0 ? hops.map(hopText).join(' > ') : undefined;
}

/** The way of a purchase. */
const way = ['session', 'page', 'paid', 'event', 'delivered', 'premium', 'order', 'shown', 'cancelled', 'free', 'back'];
const place = (name: string) => (way.includes(name) ? way.indexOf(name) : way.length);

const hopsOf = ({ checks }: Run): Hop[] =>
  checks.flatMap(({ hops }) => hops).toSorted((a, b) => place(a.name) - place(b.name));

const hopText = ({ name, ms, late }: Hop) => `${late ? name.toUpperCase() : name} ${seconds(ms)}${late ? ' late' : ''}`;

/** So many hops before the one that is blamed fit on a line. */
const most = 4;

/** The check that ends each hop. */
const hopsOfCheck: Readonly<Record<string, readonly string[]>> = {
  'billing/checkout': ['session'],
  'billing/hosted-page': ['page', 'paid'],
  'billing/payment': ['paid'],
  'billing/webhook': ['event', 'delivered'],
  'billing/premium': ['premium'],
  'billing/premium-page': ['shown'],
  'billing/cancel': ['cancelled', 'free'],
  'orders/checkout': ['session'],
  'orders/payment': ['page', 'paid'],
  'orders/webhook': ['event', 'delivered'],
  'orders/paid': ['order'],
  'orders/page': ['shown'],
  'orders/taken-back': ['back'],
};

/**
 * The hops up to the first that did not come about or came late, which is the one to blame: `paid 2.0s > event 0.4s >
 * DELIVERED no`, `delivered 0.4s > PREMIUM 180s late`.
 */
export function pathUntilBroken(record: Run): string | undefined {
  const hops = hopsOf(record);
  const missing = firstMissing(record);
  const blamed = hops.find(({ name, late }) => late && place(name) < place(missing ?? '')) ?? missing;
  if (blamed === undefined) return purchasePath(record);
  const until = place(typeof blamed === 'string' ? blamed : blamed.name);
  const told = hops.filter(({ name }) => place(name) < until).map(hopText);
  const last = told.length > most ? ['...', ...told.slice(-most)] : told;
  return [...last, typeof blamed === 'string' ? `${blamed.toUpperCase()} no` : hopText(blamed)].join(' > ');
}

/** The first hop that a failed check did not reach; its last one where it failed after all of them. */
function firstMissing({ checks }: Run): string | undefined {
  const missing = checks
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ id, hops }) => {
      const own = hopsOfCheck[id] ?? [];
      return own.find((name) => !hops.some((reached) => reached.name === name)) ?? own.at(-1) ?? [];
    });
  return missing.toSorted((a, b) => place(a) - place(b))[0];
}
