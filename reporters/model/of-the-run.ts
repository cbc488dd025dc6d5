import type { RunRecord } from '#record/run-record.ts';
import { layers as allLayers, type Layer } from '#record/vocabulary.ts';
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

/** What had nothing of an earlier run to compare with, and why. */
export const untriedTexts = ({ checks }: Pick<RunRecord, 'checks'>): string[] =>
  checks.flatMap(({ id, notRun, reason }) => (notRun === 'no-past' ? [`${id}: ${reason}`] : []));

/** What the target does not describe, and what this run could not look at, with why. */
export function notWatchedText({ notWatched, expected }: Pick<RunRecord, 'notWatched' | 'expected'>): string {
  const byReason = Map.groupBy(notWatched, ({ why }) => why);
  const undescribed = listed(byReason.get(undefined) ?? [], expected);
  const others = [...byReason].flatMap(([why, claims]) => (why ? `${listed(claims, expected)}: ${why}` : []));
  return [undescribed, ...others].filter(Boolean).join('; ');
}

/** Layers of which nothing is watched, with how many claims that are, and single claims. */
function listed(claims: RunRecord['notWatched'], expected: RunRecord['expected']): string {
  const { layers, single } = unwatchedOf({ notWatched: claims, expected });
  const whole = layers.map(([layer, { length }]) => `${layer} (${count(length, 'claim')})`).join(', ');
  return [...(whole ? [`nothing of ${whole}`] : []), ...single.map(({ id }) => id)].join(', ');
}

type Unwatched = RunRecord['notWatched'];

/** Claims that are not watched: those of layers of which nothing is watched, by layer, and single ones; both in the order of the layers. */
export function unwatchedOf({ notWatched, expected }: Pick<RunRecord, 'notWatched' | 'expected'>): {
  layers: [layer: Layer, claims: Unwatched][];
  single: Unwatched;
} {
  const byLayer = Map.groupBy(notWatched, ({ layer }) => layer);
  const ordered = allLayers.flatMap((layer) => {
    const claims = byLayer.get(layer);
    return claims ? [[layer, claims] as [Layer, Unwatched]] : [];
  });
  const isWhole = ([layer, { length }]: [Layer, Unwatched]) =>
    length > 1 && !expected.some((id) => id.startsWith(`${layer}/`));
  return {
    layers: ordered.filter(isWhole),
    single: ordered.filter((one) => !isWhole(one)).flatMap(([, claims]) => claims),
  };
}
