import { z } from 'zod';
import { layers, severities } from '#record/vocabulary.ts';

const callees = z.array(z.string()).min(1);

const response = z.strictObject({
  /** From the answer until someone must have taken it, in minutes; 0 is at once. */
  acknowledgeMinutes: z.number().nonnegative(),
  /** Where it is told: a pager, a channel. */
  channel: z.string().min(1).optional(),
  /** Who is called, one after the other, when nobody has taken it by then: a role, with a channel or a number. */
  call: callees,
  /** Who else, where a layer has people of its own for that. */
  callByLayer: z.partialRecord(z.enum(layers), callees).default({}),
});

/** What the target promises by severity: by when someone has taken it, and who is called else. */
export const responseSchema = z.partialRecord(z.enum(severities), response).default({});

/** When the next on the path is called at once, whatever the clock says: told beside every cause. */
export const escalateIfSchema = z.array(z.string().min(3)).default([]);

/** When nothing new is released: the last days of each month, quarter or year, in UTC. It is told beside advice on releases. */
export const changeFreezeSchema = z
  .array(z.strictObject({ lastDays: z.number().int().min(1).max(31), of: z.enum(['month', 'quarter', 'year']) }))
  .default([]);

/** What no look from outside can see, and the alarm that sees it from inside. */
export const unseenSchema = z.array(z.strictObject({ what: z.string().min(3), alarm: z.string().min(3) })).default([]);
