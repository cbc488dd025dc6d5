import { z } from 'zod';

/** What pages of the runbook ask for wherever a product runs; each is done in another way on another platform. */
export const operations = [
  'look-for-rollout',
  'release-before',
  'build-before',
  'fresh-tasks',
  'fresh-index',
  'read-log',
  'alarms-now',
  'repair-buyer',
] as const;
export type Operation = (typeof operations)[number];

const how = z.strictObject({
  /** What to do, in words: what a person clicks, or what the command does. */
  text: z.string().min(3),
  /** A line for a shell; `{api}`, `{app}` and others are filled in. */
  command: z.string().min(1).optional(),
  /** What to expect, and where that leads, where that is another than on AWS. */
  expect: z.string().regex(/ -> /, 'what may show, " -> " and where that leads').optional(),
});

/**
 * How a product that is run otherwise than on AWS does these: said once here, and shown in every page of the runbook. Where
 * `aws` is not said, no command and no word of AWS is shown at all.
 */
export const operationsSchema = z.partialRecord(z.enum(operations), how).default({});
