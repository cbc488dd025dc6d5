import type { RunRecord } from '../../record/run-record.ts';
import { seconds } from '../text/format.ts';

/** From paying to seeing it: the hops of a purchase in the order they were made, `session 0.3s > page 1.1s`. */
export function hopLine({ checks }: Pick<RunRecord, 'checks'>): string | undefined {
  const hops = new Map(checks.flatMap((check) => check.hops.map(({ name, ms }) => [name, ms] as const)));
  if (hops.size === 0) return undefined;
  return inOrder([...hops])
    .map(([name, ms]) => `${name} ${seconds(ms)}`)
    .join(' > ');
}

/** The way of a purchase; the first that is missing is where it stopped. */
const way = ['session', 'page', 'paid', 'event', 'delivered', 'premium', 'shown', 'cancelled', 'free'];

const inOrder = (hops: [string, number][]) => hops.toSorted(([a], [b]) => place(a) - place(b));
const place = (name: string) => (way.includes(name) ? way.indexOf(name) : way.length);

/** The hops, and the first one that was not reached. */
export function hopsUntilBroken(record: Pick<RunRecord, 'checks'>): string | undefined {
  const line = hopLine(record);
  if (!line) return undefined;
  const reached = new Set(record.checks.flatMap(({ hops }) => hops.map(({ name }) => name)));
  const last = way.findLastIndex((name) => reached.has(name));
  const missing = way.slice(0, 7).find((name, at) => at > last && !reached.has(name));
  return missing ? `${line} > ${missing.toUpperCase()} no` : line;
}
