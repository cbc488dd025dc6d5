import { z } from 'zod';
import { exchangeSchema, failureSchema, ruledOutSchema } from './evidence.ts';
import { degradedReasons, notRunReasons, unfitSettings } from './vocabulary.ts';

const named = { name: z.string(), ms: z.number().nonnegative() };

/** What a running check tells the recorder, one annotation a note. Playwright drops fields of a thrown error; annotations survive. */
export const noteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('failure'), ...failureSchema.shape }),
  z.strictObject({
    kind: z.literal('degraded'),
    reason: z.enum(degradedReasons),
    ...failureSchema.pick({ class: true, code: true, facts: true, message: true, evidence: true, at: true }).shape,
    /** Who answers for it, where that is not the class's usual party. */
    party: failureSchema.shape.party.optional(),
  }),
  z.strictObject({
    kind: z.literal('not-run'),
    reason: z.enum(notRunReasons),
    message: z.string(),
    /** The setting that is at fault, where the check knows that it is. */
    setting: z.enum(unfitSettings).optional(),
  }),
  z.strictObject({ kind: z.literal('probe'), name: z.string(), ok: z.boolean(), detail: z.string().optional() }),
  z.strictObject({ kind: z.literal('timing'), ...named }),
  z.strictObject({ kind: z.literal('hop'), ...named, late: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('certificate'), host: z.string(), daysLeft: z.number(), fingerprint: z.string() }),
  z.strictObject({ kind: z.literal('release'), component: z.string(), release: z.string() }),
  z.strictObject({ kind: z.literal('trace'), traceId: z.string() }),
  z.strictObject({ kind: z.literal('exchange'), ...exchangeSchema.shape }),
  z.strictObject({ kind: z.literal('requests'), sent: z.number().int(), refused: z.number().int() }),
  z.strictObject({ kind: z.literal('orphans'), count: z.number().int() }),
  z.strictObject({ kind: z.literal('browser'), version: z.string() }),
  z.strictObject({ kind: z.literal('remark'), message: z.string() }),
  z.strictObject({ kind: z.literal('rules-out'), ...ruledOutSchema.shape }),
]);
export type Note = z.infer<typeof noteSchema>;
export type NoteKind = Note['kind'];

/** The annotation type under which notes travel; reports do not show types that begin with an underscore. */
export const noteType = '_watchpost';

/** A note as the annotation that carries it. */
export const toAnnotation = (note: Note): { type: string; description: string } => ({
  type: noteType,
  description: JSON.stringify(note),
});

/** The notes among Playwright's annotations, in the order they were taken; anything else is passed over. */
export function notesOf(annotations: readonly { type: string; description?: string }[]): Note[] {
  return annotations
    .filter((annotation) => annotation.type === noteType)
    .map((annotation) => noteSchema.parse(JSON.parse(annotation.description ?? 'null')));
}
