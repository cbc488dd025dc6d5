import { z } from 'zod';
import { severities } from '#record/vocabulary.ts';

const instant = z.iso.datetime();

/** What a timeline tells, one event a line. */
const eventSchema = z.strictObject({
  at: instant,
  /** `before` is what earlier runs had seen, `release` a release that came, `red` and `green` the target, `cause` what it is, `held` a mitigation that has worked. */
  kind: z.enum(['before', 'release', 'red', 'cause', 'green', 'held', 'unknown']),
  text: z.string(),
});
export type CourseEvent = z.infer<typeof eventSchema>;

/** How it stands: red, no longer red but for too short a time to say that it holds, over, not to be told, or never red. */
const courseStates = ['red', 'recovering', 'over', 'unknown', 'calm'] as const;

/** How an incident went over the looks of one triage. What is not known is not there. */
export const courseSchema = z.strictObject({
  state: z.enum(courseStates),
  /** How many looks it took so far, and how many good ones in a row are asked for. */
  rounds: z.number().int().nonnegative(),
  goodInARow: z.number().int().nonnegative(),
  goodAskedFor: z.number().int().positive(),
  /** When it was last seen to hold before it was red, first seen red, and first seen good after that. */
  lastGoodAt: instant.optional(),
  firstBadAt: instant.optional(),
  firstGoodAt: instant.optional(),
  /** When the mitigation had worked: so many good looks in a row. */
  heldAt: instant.optional(),
  /** The worst that was seen. */
  severity: z.enum(severities).optional(),
  events: z.array(eventSchema),
  /** The folder with the incident note. */
  note: z.string().optional(),
});
export type Course = z.infer<typeof courseSchema>;
