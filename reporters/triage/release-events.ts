import { shortRelease } from '#diagnosis/short-release.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { CourseEvent } from '../json/course-schema.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import { neutral } from '../text/neutral.ts';
import type { Looked } from './looked.ts';

/** So long before the first red look a release may have to do with it, in ms. */
const windowMs = 2 * 60 * 60_000;

const namesOf = (releases: readonly string[]) => releases.map((one) => neutral(shortRelease(one))).join(' and ');

/** The releases that earlier runs saw come shortly before it was red. */
export function releasesKnown({ answer: { record }, releases }: Looked, red: readonly CauseAnswer[]): CourseEvent[] {
  if (red.length === 0) return [];
  const detected = red.map(({ cause }) => cause.since?.detectedAt ?? record.endedAt).toSorted()[0] ?? record.endedAt;
  const from = Date.parse(detected) - windowMs;
  return Object.entries(releases).flatMap(([component, past]) =>
    // The first that was ever seen did not come then: nobody had looked before.
    past.flatMap(({ seen, since }, at) =>
      at > 0 && Date.parse(since) >= from
        ? [
            {
              at: since,
              kind: 'release' as const,
              text: `${component} ${namesOf(past[at - 1]?.seen ?? [])} -> ${namesOf(seen)}`,
            },
          ]
        : [],
    ),
  );
}

/** The releases that came between two looks. */
export const releasesSeen = (before: RunRecord['releases'], { releases, endedAt }: RunRecord): CourseEvent[] =>
  Object.entries(releases).flatMap(([component, seen]) => {
    const known = before[component] ?? [];
    if (known.length === 0 || seen.length === 0 || [...known].toSorted().join() === [...seen].toSorted().join())
      return [];
    return [{ at: endedAt, kind: 'release' as const, text: `${component} ${namesOf(known)} -> ${namesOf(seen)}` }];
  });
