import { z } from 'zod';
import { claimSchema } from './claim.ts';
import { exchangeSchema, failureSchema, ruledOutSchema } from './evidence.ts';
import { maintenanceSchema } from './maintenance.ts';
import { mutedSchema } from './mute.ts';
import {
  cadences,
  degradedReasons,
  environments,
  notRunReasons,
  outcomes,
  tiers,
  triggers,
  unfitSettings,
  verdictNames,
} from './vocabulary.ts';

const instant = z.iso.datetime();
const milliseconds = z.number().nonnegative();
/** Not only the layers of today: a record is read by later versions too, which may have split or renamed one. */
const recordedLayer = z.string().regex(/^[a-z]+$/);

/** One check of a run: its claim, how it came out, and why. */
export const checkRecordSchema = z.strictObject({
  ...claimSchema.omit({ watched: true }).shape,
  layer: recordedLayer,
  title: z.string(),
  /** Where the claim stands in the source, `file:line`. */
  location: z.string(),
  outcome: z.enum(outcomes),
  /** Why it is degraded or did not run, for a person. */
  reason: z.string().optional(),
  degraded: z.enum(degradedReasons).optional(),
  notRun: z.enum(notRunReasons).optional(),
  /** The setting of the target that is at fault, where the check knows that it is. */
  setting: z.enum(unfitSettings).optional(),
  /** It does not count in the verdict, by whose word, why, and until which day. */
  muted: mutedSchema.optional(),
  /** Ids of the broken claims that explain it; empty for a cause. */
  causedBy: z.array(z.string()),
  startedAt: instant.optional(),
  durationMs: milliseconds,
  attempts: z.number().int().nonnegative(),
  /** How often in a row it failed in this way, where that was more than once. */
  seen: z.number().int().min(2).exactOptional(),
  /** It failed, and held when the run asked for it again. */
  heldAgain: z.literal(true).exactOptional(),
  timings: z.record(z.string(), milliseconds),
  /** `late`: it came about after its budget. */
  hops: z.array(z.strictObject({ name: z.string(), ms: milliseconds, late: z.boolean().optional() })),
  probes: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string().optional() })),
  certificates: z.array(z.strictObject({ host: z.string(), daysLeft: z.number(), fingerprint: z.string().optional() })),
  remarks: z.array(z.string()),
  /** What it showed to be well. */
  rulesOut: z.array(ruledOutSchema),
  /** Objects of earlier probes that nobody cleaned up, where the check counted them. */
  orphans: z.number().int().nonnegative().optional(),
  exchanges: z.array(exchangeSchema),
  failure: failureSchema.optional(),
  traceId: z.string().optional(),
  /** Paths relative to the run's folder. */
  artifacts: z.array(z.strictObject({ name: z.string(), path: z.string() })),
});
export type CheckRecord = z.infer<typeof checkRecordSchema>;

/** One reason that bears on the verdict; the record keeps all of them. */
const verdictReasonSchema = z.strictObject({ verdict: z.enum(verdictNames), message: z.string() });
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** What is known of a run when it starts. */
export const runHeaderSchema = z.strictObject({
  id: z.string(),
  target: z.string(),
  /** The target's file, where it was named by its path and not by its name. */
  targetFile: z.string().optional(),
  environment: z.enum(environments),
  trigger: z.enum(triggers),
  tiers: z.array(z.enum(tiers)),
  /** Which run of the target's schedule it is; absent where none was named. */
  cadence: z.enum(cadences).optional(),
  /** The run's folder, as it was named: `reports/<id>/` unless told otherwise. */
  folder: z.string().optional(),
  location: z.string(),
  scheduledAt: instant.optional(),
  round: z.number().int().positive(),
  /** How many claims were left out for nothing but their severity; absent where none was. */
  milder: z.number().int().positive().exactOptional(),
  /** The announced window of maintenance that the run began in: it is recorded, counts in no SLO, and nobody is told. */
  maintenance: maintenanceSchema.optional(),
  startedAt: instant,
  versions: z.strictObject({ suite: z.string(), node: z.string(), browser: z.string() }),
});
export type RunHeader = z.infer<typeof runHeaderSchema>;

/** Raised whenever a reader of the record has to know of a change. */
export const recordVersion = 2;

/** What `--target` takes to look at the same target again. */
export const targetFlagOf = ({ target, targetFile }: Pick<RunHeader, 'target' | 'targetFile'>): string =>
  targetFile ?? target;

/** `reports/<run id>/run-record.json`: the only thing a run hands over. A public contract, versioned by `schema`. */
export const runRecordSchema = z.strictObject({
  schema: z.literal(recordVersion),
  complete: z.boolean(),
  ...runHeaderSchema.shape,
  endedAt: instant,
  durationMs: milliseconds,
  releases: z.record(z.string(), z.array(z.string())),
  requests: z.strictObject({ sent: z.number().int(), refused: z.number().int() }),
  expected: z.array(z.string()),
  notWatched: z.array(
    z.strictObject({
      id: z.string(),
      layer: recordedLayer,
      title: z.string(),
      /** Why this run could not look, where it is not that the target describes nothing. */
      why: z.string().optional(),
    }),
  ),
  checks: z.array(checkRecordSchema),
  /** What somebody should know that is no result: a mute that ends soon, or is over. */
  warnings: z.array(z.string()).optional(),
  /**
   * Of a scheduled run: whether all that is red was red in the look before as well; in a second look, whether anything of
   * it is red again. Absent where nothing is known of that.
   */
  redAgain: z.boolean().optional(),
  /** What was not well around the checks and made no result worse: a store that cannot be written, a file of it set aside. */
  notes: z.array(z.string()).optional(),
  /** Faults of the suite itself: a crashed worker, a browser that did not start, a runner that was killed. */
  harness: z.array(z.string()),
  verdict: z.strictObject({
    name: z.enum(verdictNames),
    code: z.number().int(),
    reasons: z.array(verdictReasonSchema),
  }),
  publish: z.strictObject({
    sent: z.number().int(),
    kept: z.number().int(),
    lost: z.number().int(),
    requests: z.number().int(),
    error: z.string().optional(),
  }),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

const closedSchema = z.looseObject({ schema: z.literal(recordVersion), complete: z.literal(true) });

/** Whether it is a record that a recorder of this version has closed; what is in it is taken as it is. */
export const isClosedRecord = (value: unknown): value is RunRecord => closedSchema.safeParse(value).success;
