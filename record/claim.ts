import { z } from 'zod';
import { failureClasses, layers, severities, tiers } from './vocabulary.ts';

/** `<layer>/<claim>[:<instance>]`, for example `edge/tls:api`. */
const checkId = z
  .string()
  .regex(/^[a-z]+\/[a-z0-9-]+(:[a-z0-9.-]+)?$/, 'a check id reads <layer>/<claim>[:<instance>]');

/** What a check declares about itself, as it travels in Playwright's static annotation. */
export const claimSchema = z.strictObject({
  id: checkId,
  layer: z.enum(layers),
  /** What it costs to ask. */
  tier: z.enum(tiers),
  /** Ids of the claims without which this one cannot hold. */
  needs: z.array(checkId),
  severity: z.enum(severities),
  /** The team that answers for it by default. */
  owner: z.string(),
  /** The classes its failures may have; the first is taken when an expectation names none. */
  classes: z.array(z.enum(failureClasses)).min(1),
  /** False when the target does not describe what the claim is about: the check is listed as not watched. */
  watched: z.boolean(),
  /** Advice: its failure degrades a run and never fails it. */
  advisory: z.boolean(),
  /** Where a duration is promised, in ms: published as a Duration series of its own. */
  budgetMs: z.number().positive().optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** The annotation type that carries a claim. */
export const claimType = '_claim';

/** The claim among the annotations of a check; undefined for a test that makes none. */
export function claimOf(annotations: readonly { type: string; description?: string }[]): Claim | undefined {
  const found = annotations.find(({ type }) => type === claimType);
  return found?.description ? claimSchema.parse(JSON.parse(found.description)) : undefined;
}
