import type { RunRecord } from '#record/run-record.ts';
import { count } from '../text/format.ts';

/** What we asked of the target ourselves. */
export const requestsText = ({ requests }: Pick<RunRecord, 'requests'>): string =>
  `${count(requests.sent, 'request')} of our own, ${requests.refused} of them answered 4xx`;

/** What became of the metrics; known only once they were published. */
export function publishText({ publish }: Pick<RunRecord, 'publish'>): string {
  const { sent, kept, lost, requests, error } = publish;
  if (sent + kept + lost === 0 && !error) return 'no metrics: nothing was published';
  const parts = [`${count(sent, 'data point')} to CloudWatch in ${count(requests, 'request')}`];
  if (kept > 0) parts.push(`${kept} kept for the next run`);
  if (lost > 0) parts.push(`${lost} LOST`);
  return [...parts, ...(error ? [error] : [])].join('; ');
}

/** What does not count, and what is to be known of that: it must not be forgotten. */
export function mutedTexts({ checks, warnings = [] }: Pick<RunRecord, 'checks' | 'warnings'>): string[] {
  const told = checks.flatMap(({ id, muted, outcome }) =>
    muted ? [`${id} (${outcome}) does not count until ${muted.until}: ${muted.reason} (${muted.owner})`] : [],
  );
  return [...told, ...warnings];
}

/** What the target does not describe: layers of which nothing is watched, with how many claims that are, and single claims. */
export function notWatchedText({ notWatched, expected }: Pick<RunRecord, 'notWatched' | 'expected'>): string {
  const byLayer = Map.groupBy(notWatched, ({ layer }) => layer);
  const isWhole = (layer: string, ids: readonly object[]) =>
    ids.length > 1 && !expected.some((id) => id.startsWith(`${layer}/`));
  const whole = [...byLayer].filter(([layer, ids]) => isWhole(layer, ids));
  const single = [...byLayer].filter(([layer, ids]) => !isWhole(layer, ids)).flatMap(([, ids]) => ids);
  const layers = whole.map(([layer, { length }]) => `${layer} (${count(length, 'claim')})`).join(', ');
  const listed = [...(layers ? [`nothing of ${layers}`] : []), ...single.map(({ id }) => id)].join(', ');
  return [listed, ...new Set(notWatched.flatMap(({ why }) => why ?? []))].join('; ');
}
