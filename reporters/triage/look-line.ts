import { causeName } from '#diagnosis/cause-name.ts';
import { clockTime } from '#diagnosis/clock.ts';
import type { Course } from '../json/course-schema.ts';
import type { Answer } from '../model.ts';
import { count } from '../text/format.ts';

/** One look in a line: when, how it stands, and what changed since the last one. */
export function lookLine({ record, causes }: Answer, { course, before }: { course: Course; before: Course }): string {
  const news = course.events.filter((event) => !before.events.includes(event));
  const [worst] = causes;
  const name = record.verdict.name;
  const what =
    worst && name !== 'ok'
      ? `  ${worst.cause.severity} ${causeName(worst.cause)}${causes.length > 1 ? ` and ${count(causes.length - 1, 'more cause')}` : ''}`
      : '';
  const changed = news.length > 0 ? news.map(({ text }) => text).join('; ') : standing(course);
  return `${clockTime(record.endedAt)}  look ${course.rounds}  ${name}${what}  ${changed}`;
}

function standing({ rounds, state, goodInARow, goodAskedFor }: Course): string {
  if (state === 'recovering') return `good, ${goodInARow} of ${goodAskedFor} in a row`;
  return rounds === 1 ? 'the first look' : 'as before';
}
