import { z } from 'zod';
import { factsSchema } from '#record/facts.ts';
import { maintenanceSchema } from '#record/maintenance.ts';
import { runHeaderSchema, runRecordSchema } from '#record/run-record.ts';
import { failureClasses, outcomes, parties, severities } from '#record/vocabulary.ts';
import { courseSchema } from './course-schema.ts';

const instant = z.iso.datetime();

/** Raised whenever a reader of the answer has to know of a change. */
export const answerVersion = 1;

const stepSchema = z.strictObject({
  text: z.string(),
  /** To copy; what neither target nor run say stands in it as `<name: not in the target>`. */
  command: z.string().optional(),
  /** What one sees then, and where each outcome leads. */
  expect: z.string().optional(),
});

const rollbackSchema = z.strictObject({
  /** `decide`: yes where `why` is so, no where it is not. */
  advice: z.enum(['yes', 'no', 'decide']),
  scope: z.enum(['api', 'frontend']).optional(),
  why: z.string(),
  command: z.string().optional(),
});

const ownerSchema = z.strictObject({
  team: z.string(),
  party: z.enum(parties),
  /** Whose fault it is, when it is not ours. */
  thirdParty: z.string().optional(),
  /** Where it is told, who is called by when if nobody has taken it; absent where the target promises nothing. */
  channel: z.string().optional(),
  acknowledgeBy: instant.optional(),
  call: z.array(z.string()).optional(),
});

const causeSchema = z.strictObject({
  /** What it means, the likeliest first; more than one where the evidence allows several. */
  incidents: z.array(z.strictObject({ id: z.string(), title: z.string() })).min(1),
  /** Whether the runbook knows it, and not only its class. */
  known: z.boolean(),
  class: z.enum(failureClasses),
  outcome: z.enum(outcomes),
  severity: z.enum(severities),
  title: z.string(),
  /** The raw fact in words; it may hold words of the system. */
  seen: z.string(),
  /** How the most telling check failed: a code of its layer's list, and what was seen as fields. */
  code: z.string().optional(),
  facts: factsSchema,
  confidence: z.strictObject({ level: z.enum(['high', 'medium', 'low']), reasons: z.array(z.string()) }),
  affected: z.string(),
  owner: ownerSchema,
  /** Ends of runs: when one first saw it, and when one last saw that it held. Absent where no run before has looked. */
  since: z
    .strictObject({
      detectedAt: instant,
      lastGoodAt: instant.optional(),
      /** It did not hold in announced maintenance either. */
      announced: z.strictObject({ since: instant, until: instant }).optional(),
      /** Until when a page of maintenance said first that it would be there; only where that is well over. */
      promised: instant.optional(),
    })
    .optional(),
  rollback: rollbackSchema,
  steps: z.array(stepSchema),
  /** The checks that say so, the most telling first, and those that are red because of it. */
  checks: z.array(z.string()),
  symptoms: z.array(z.string()),
  /** Where to look: trace ids in the system's own logs, files in the folder of the run. */
  evidence: z.strictObject({
    lines: z.array(z.string()),
    traceIds: z.array(z.string()),
    files: z.array(z.string()),
  }),
});

/**
 * What a run has to say, for programs: the same shape from every command that runs checks. A public contract, versioned by
 * `schema`. What is not known is not there.
 */
export const answerSchema = z.strictObject({
  schema: z.literal(answerVersion),
  run: z.string(),
  ...runHeaderSchema.pick({ target: true, environment: true, trigger: true, tiers: true, startedAt: true }).shape,
  endedAt: instant,
  verdict: runRecordSchema.shape.verdict,
  /** The announced window of maintenance that the run began in: nobody is called. */
  maintenance: maintenanceSchema.optional(),
  /** Of the worst cause. */
  severity: z.enum(severities).optional(),
  /** How many runs in a row have ended red, this one included. */
  redRuns: z.number().int().nonnegative(),
  /** The worst first. */
  causes: z.array(causeSchema),
  /** What was looked at and is well: in words, and by layers in which everything holds. */
  ruledOut: z.array(z.string()),
  healthy: z.array(z.string()),
  /** Expected checks of which nothing is known, and what a missing or refused secret kept from running, with the reason. */
  undecided: z.array(z.string()),
  notLookedAt: z.array(z.strictObject({ check: z.string(), reason: z.string() })),
  /** What no look from outside can see. */
  unseen: z.array(z.string()),
  /** The releases that were seen, by component. */
  releases: runRecordSchema.shape.releases,
  runbook: z.string().optional(),
  /** The folder of the run; `report.html` and `run-record.json` lie in it. */
  report: z.string(),
  /** How it went over several looks; of `triage` alone. */
  course: courseSchema.optional(),
});
export type AnswerDocument = z.infer<typeof answerSchema>;
export type AnswerCause = z.infer<typeof causeSchema>;
