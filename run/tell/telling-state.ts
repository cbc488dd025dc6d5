import { z } from 'zod';
import { severities } from '#record/vocabulary.ts';
import { noticeSchema } from '#reporters/json/notice-schema.ts';
import { keptFile } from '#store/kept-file.ts';
import type { Store } from '#store/store.ts';
import { looksSchema } from './looks.ts';

const instant = z.iso.datetime();

/** An incident that people were told of and that is not over. */
const openIncidentSchema = z.strictObject({
  key: z.string(),
  about: z.enum(['product', 'monitor']),
  /** What it means just now, the likeliest first. */
  incidents: z.array(z.string()),
  /** Of the checks that say so, those that were not seen to hold since. */
  broken: z.array(z.string()),
  title: z.string(),
  severity: z.enum(severities),
  team: z.string(),
  layer: z.string().exactOptional(),
  since: instant,
  /** The tiers that could not be looked at, where the monitor is what is broken. */
  tiers: z.array(z.string()).exactOptional(),
  /** Where it comes and goes: what does, and how often it was red when that was told. */
  flaps: z.strictObject({ checks: z.array(z.string()), red: z.number(), of: z.number() }).exactOptional(),
  /** The incidents that it was told to mean, one after the other, where there was more than one. */
  faces: z.array(z.string()).exactOptional(),
  /** It was told that it goes back and forth between them. */
  turns: z.literal(true).exactOptional(),
  /** Who was told of it, by name, with what the service calls it. */
  told: z.record(z.string(), z.strictObject({ ref: z.string().exactOptional() })),
});
export type OpenIncident = z.infer<typeof openIncidentSchema>;

/** What one run has seen and no second one yet. */
const suspicionSchema = z.strictObject({
  incidents: z.array(z.string()),
  severity: z.enum(severities),
  checks: z.array(z.string()),
  since: instant,
});
export type Suspicion = z.infer<typeof suspicionSchema>;

/** What somebody is to be told, or could not be told yet; `ref` is by what the service knows the incident. */
const waitingSchema = z.strictObject({
  to: z.string(),
  since: instant,
  ref: z.string().exactOptional(),
  notice: noticeSchema,
});
export type Waiting = z.infer<typeof waitingSchema>;

const tellingStateSchema = z.strictObject({
  open: z.array(openIncidentSchema),
  suspicions: z.array(suspicionSchema),
  /** What the last runs saw of what was red. */
  looks: looksSchema.exactOptional(),
  /** Since when runs of these tiers in a row could not tell, and how many. */
  blind: z.record(z.string(), z.strictObject({ since: instant, runs: z.number().int().positive() })),
  waiting: z.array(waitingSchema),
});

/** What runs of one target know of who was told what. */
export type TellingState = z.infer<typeof tellingStateSchema>;

/** Of a target of which nobody was told anything. */
export const nothingTold: TellingState = { open: [], suspicions: [], blind: {}, waiting: [] };

// A file that cannot be read would page everybody again, and the end of what is open would be told to nobody.
const files = ['tell/state.json', 'tell/state-copy.json'].map((name) => keptFile(name, tellingStateSchema));

/** What is known so far; undefined where nothing is. */
export async function recallTelling(store: Store): Promise<TellingState | undefined> {
  for (const file of files) {
    const found = await file.recall(store);
    if (found) return found;
  }
  return undefined;
}

/** Keeps it for the next run. */
export async function rememberTelling(store: Store, state: TellingState): Promise<void> {
  for (const file of files) await file.remember(store, state);
}
