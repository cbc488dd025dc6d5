import { z } from 'zod';
import { environments, severities } from '#record/vocabulary.ts';
import { answerSchema } from './answer-schema.ts';

const instant = z.iso.datetime();

/** Raised whenever a reader of notices has to know of a change. */
export const noticeVersion = 1;

/** `changed`: the same incident, of which the cause or the severity is another one now. `test`: nothing has happened. */
const noticeEvents = ['opened', 'changed', 'resolved', 'test'] as const;

const lineSchema = z.strictObject({
  label: z.string(),
  text: z.string().exactOptional(),
  /** A command to copy. */
  command: z.string().exactOptional(),
  /** What one sees then, and where that leads. */
  expect: z.string().exactOptional(),
  /** The text quotes a command between backticks, which is to be copied from there. */
  quotes: z.literal(true).exactOptional(),
});

/**
 * What people are told of an incident: the one object that all of them are told from, and what a webhook of kind `webhook`
 * receives. A public contract, versioned by `schema`. All text may hold words of the system that is watched.
 */
export const noticeSchema = z.strictObject({
  schema: z.literal(noticeVersion),
  event: z.enum(noticeEvents),
  /** What is broken: what is watched, or the monitor itself. */
  about: z.enum(['product', 'monitor']),
  /** The same for everything that is told of one incident: target, environment and what it is. At most 255 characters. */
  key: z.string().max(255),
  target: z.string(),
  environment: z.enum(environments),
  severity: z.enum(severities),
  title: z.string(),
  /** What it may mean, the likeliest first, and the checks that say so. */
  incidents: z.array(z.string()),
  checks: z.array(z.string()),
  /** What it was taken for before it changed. */
  before: z.string().exactOptional(),
  team: z.string(),
  /** Absent where it is the monitor's. */
  layer: z.string().exactOptional(),
  /** When a run first saw it, when the run ended that this is told of, and how long it took from one to the other. */
  since: instant,
  at: instant,
  lasted: z.string(),
  /** The first screen of the answer, line by line. */
  lines: z.array(lineSchema),
  links: z.array(z.strictObject({ text: z.string(), url: z.url() })),
  run: z.string(),
  /** The answer of the run. */
  answer: answerSchema.optional(),
});

export type Notice = z.infer<typeof noticeSchema>;
