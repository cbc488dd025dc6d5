import { causeName } from '#diagnosis/cause-name.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Course, CourseEvent } from '../json/course-schema.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import type { Answer } from '../model.ts';
import type { Looked } from './looked.ts';
import { releasesKnown, releasesSeen } from './release-events.ts';
import { type SeenCause, withCauses } from './seen-causes.ts';

/** How an incident goes, with what the next look has to know. */
export interface Unfolding {
  course: Course;
  /** Every cause that was seen, the first one first. */
  causes: SeenCause[];
  /** Checks that failed and have not been seen to hold since. */
  failing: string[];
  /** By check: when it was last seen to hold, an ISO instant. */
  heldAt: Readonly<Record<string, string>>;
  releases: RunRecord['releases'];
  /** The announced maintenance that the last look fell into, in words. */
  announced?: string | undefined;
}

/** What counts as red beside what fails. */
export interface Counting {
  /** So many good looks in a row say that a mitigation has worked. */
  goodAskedFor: number;
  /** Slow counts as well: it is what is being looked for. */
  slowCounts: boolean;
}

/** Before the first look. */
export const nothingSeen = (goodAskedFor: number): Unfolding => ({
  course: { state: 'calm', rounds: 0, goodInARow: 0, goodAskedFor, events: [] },
  causes: [],
  failing: [],
  heldAt: {},
  releases: {},
});

/** The course with one more look. Pure. */
export function courseAfter(before: Unfolding, looked: Looked, counting: Counting): Unfolding {
  const { record } = looked.answer;
  const red = looked.answer.causes.filter((cause) => isRed(cause, counting));
  const held = (id: string) => record.checks.some((check) => check.id === id && holds(check));
  const failing = before.failing.filter((id) => !held(id));
  const counted = { ...before.course, rounds: before.course.rounds + 1 };
  const known = {
    ...before,
    causes: withCauses(before.causes, red, record),
    failing: [...new Set([...failing, ...red.flatMap(({ cause }) => cause.checks)])],
    heldAt: {
      ...before.heldAt,
      ...Object.fromEntries(record.checks.filter(holds).map((one) => [one.id, endOf(one, record)])),
    },
    releases: { ...before.releases, ...record.releases },
    announced: looked.answer.announced,
  };
  const first = before.course.rounds === 0;
  const releases = first ? releasesKnown(looked, red) : releasesSeen(before.releases, record);
  const course = stepOf(before, counted, looked, red, failing);
  return { ...known, course: { ...course, events: inOrder([...course.events, ...releases]) } };
}

function stepOf(
  before: Unfolding,
  counted: Course,
  { answer }: Looked,
  red: readonly CauseAnswer[],
  open: readonly string[],
): Course {
  if (red.length > 0) return afterRed(before, counted, answer, red);
  const saysNothing = !/^(ok|degraded|misconfigured)$/.test(answer.record.verdict.name);
  if (saysNothing || open.length > 0) return afterUnknown(counted, answer, open);
  return afterGood(before, counted, answer);
}

function afterRed(
  before: Unfolding,
  counted: Course,
  { record, diagnosis }: Answer,
  red: readonly CauseAnswer[],
): Course {
  const { firstGoodAt: _, heldAt: __, ...course } = counted;
  const [earliest] = red
    .map((cause) => beginningOf(cause, record, before.heldAt))
    .toSorted((a, b) => (a.badAt < b.badAt ? -1 : 1));
  const badAt = earliest?.badAt ?? record.endedAt;
  const firstBadAt = course.firstBadAt ?? badAt;
  const lastGoodAt = course.firstBadAt ? course.lastGoodAt : earliest?.goodAt;
  const isNew = counted.firstBadAt === undefined;
  const again = !isNew && counted.firstGoodAt !== undefined;
  const known = new Set(before.causes.filter(({ now }) => now).map(({ id }) => id));
  const found = red.filter(({ cause }) => !known.has(cause.incidents[0].id));
  const gone = before.causes.filter(({ id, now }) => now && !red.some(({ cause }) => cause.incidents[0].id === id));
  const severity = [course.severity, diagnosis.severity].flatMap((one) => one ?? []).toSorted()[0];
  const events: CourseEvent[] = [
    ...(isNew && lastGoodAt ? [{ at: lastGoodAt, kind: 'before' as const, text: 'last seen to hold' }] : []),
    ...(isNew ? [{ at: firstBadAt, kind: 'red' as const, text: 'first seen red' }] : []),
    ...(again ? [{ at: badAt, kind: 'red' as const, text: 'red again' }] : []),
    ...found.map((cause) => ({ at: isNew ? firstBadAt : badAt, kind: 'cause' as const, text: causeText(cause) })),
    ...gone.map(({ answer }) => ({
      at: record.endedAt,
      kind: 'cause' as const,
      text: `no longer seen: ${answer.title}`,
    })),
  ];
  return {
    ...course,
    state: 'red',
    goodInARow: 0,
    firstBadAt,
    ...(lastGoodAt && { lastGoodAt }),
    ...(severity && { severity }),
    events: [...course.events, ...events],
  };
}

function afterUnknown(counted: Course, { record }: Answer, open: readonly string[]): Course {
  const why = open.length > 0 ? `not looked at: ${open.join(', ')}` : `the look was ${record.verdict.name}`;
  const event: CourseEvent = { at: record.endedAt, kind: 'unknown', text: `nothing can be said: ${why}` };
  const events = counted.state === 'unknown' ? counted.events : [...counted.events, event];
  return { ...counted, state: 'unknown', goodInARow: 0, events };
}

function afterGood(before: Unfolding, counted: Course, { record }: Answer): Course {
  if (counted.firstBadAt === undefined) return { ...counted, state: 'calm', goodInARow: counted.goodInARow + 1 };
  const goodInARow = counted.goodInARow + 1;
  const { firstGoodAt = lastOf(before.failing, record) } = counted;
  const hasHeld = goodInARow >= counted.goodAskedFor;
  const heldAt = counted.heldAt ?? (hasHeld ? record.endedAt : undefined);
  const events: CourseEvent[] = [
    ...(counted.firstGoodAt ? [] : [{ at: firstGoodAt, kind: 'green' as const, text: 'first seen good again' }]),
    ...(heldAt && !counted.heldAt
      ? [
          {
            at: heldAt,
            kind: 'held' as const,
            text: `it has held in ${goodInARow === 1 ? 'a look' : `${goodInARow} looks in a row`}: the mitigation has worked`,
          },
        ]
      : []),
  ];
  const state = heldAt ? 'over' : 'recovering';
  return {
    ...counted,
    state,
    goodInARow,
    firstGoodAt,
    ...(heldAt && { heldAt }),
    events: [...counted.events, ...events],
  };
}

const isRed = ({ cause: { outcome, owner } }: CauseAnswer, { slowCounts }: Counting) =>
  owner.party !== 'suite' && (outcome === 'fail' || (slowCounts && outcome === 'degraded'));

const holds = ({ outcome }: CheckRecord) => outcome === 'pass' || outcome === 'degraded';

const endOf = ({ startedAt, durationMs }: CheckRecord, { endedAt }: RunRecord): string =>
  startedAt ? new Date(Date.parse(startedAt) + durationMs).toISOString() : endedAt;

/** When a cause was first seen, and when it was last seen to hold: by its own check where this look is the first that saw it. */
function beginningOf(
  {
    cause: {
      checks: [lead],
      since,
    },
  }: CauseAnswer,
  record: RunRecord,
  heldAt: Unfolding['heldAt'],
) {
  const { endedAt } = record;
  const seen = record.checks.find(({ id }) => id === lead)?.startedAt ?? endedAt;
  const badAt = since && since.detectedAt < endedAt ? since.detectedAt : seen;
  const goodAt = (lead && heldAt[lead]) ?? since?.lastGoodAt;
  return { badAt, ...(goodAt && goodAt <= badAt && { goodAt }) };
}

/** When the last of what had failed was asked and held. */
function lastOf(failing: readonly string[], record: RunRecord): string {
  const asked = record.checks.filter(({ id }) => failing.includes(id)).map((check) => endOf(check, record));
  return asked.toSorted().at(-1) ?? record.endedAt;
}

const causeText = ({ cause, title }: CauseAnswer) =>
  `${cause.severity} ${title} (${cause.incidents[0].id}, ${causeName(cause)})`;

const inOrder = (events: CourseEvent[]) => events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
