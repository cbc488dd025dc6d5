import { z } from 'zod';
import { failureClasses, parties, verdictNames } from '#record/vocabulary.ts';

const advice = z.enum(['yes', 'no', 'unsure']);

/** What `npm run gate -- --json` prints, and `gate.json` beside the report holds: docs/gate.md. A public contract. */
export const gateAnswerSchema = z.strictObject({
  schema: z.literal(1),
  target: z.string(),
  /** What was found. `superseded`: a newer deploy has taken the place of this one; `skipped`: nobody looked. */
  verdict: z.enum([...verdictNames, 'superseded', 'skipped']),
  /** The exit code: 1 and 3 hold the deploy up. */
  code: z.number().int(),
  /** It is a reason to hold the deploy up; whether it does is for `mode`. */
  blocks: z.boolean(),
  mode: z.enum(['observe', 'block']),
  rollback: advice,
  /** The reason of that advice. */
  why: z.string(),
  /** What to roll back. */
  scope: z.enum(['backend', 'frontend', 'both', 'none']),
  /** The worst first. */
  causes: z.array(
    z.strictObject({
      check: z.string(),
      title: z.string(),
      message: z.string(),
      class: z.enum(failureClasses),
      outcome: z.enum(['fail', 'degraded', 'not-run']),
      party: z.enum(parties),
      /** Whether the deploy can have brought it. */
      age: z.enum(['new', 'old', 'unknown']),
      rollback: advice,
      why: z.string(),
    }),
  ),
  releases: z.array(
    z.strictObject({
      component: z.string(),
      expected: z.string().optional(),
      served: z.string().optional(),
      before: z.string().optional(),
      state: z.enum(['arrived', 'unknown', 'missing', 'gone']),
    }),
  ),
  /** How long the deploy was waited for, in ms. */
  waitedMs: z.number(),
  rounds: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['critical', 'all']),
      verdict: z.enum(verdictNames),
      durationMs: z.number(),
      /** The ids of the checks that it asked again at once, and that failed again. */
      again: z.array(z.string()).exactOptional(),
    }),
  ),
  /** What somebody should know that is no cause, a line each. */
  remarks: z.array(z.string()),
  /** The report of the deciding look; empty where there was none. */
  report: z.string(),
  /** How many deploys were held up so far, or would have been: "would have blocked 3 of 41". */
  observed: z.string(),
});
export type GateAnswer = z.infer<typeof gateAnswerSchema>;
