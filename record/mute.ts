import { z } from 'zod';
import { layers } from './vocabulary.ts';

/** Something known to be broken, which for a while does not count: it still runs, and it still shows. */
export const muteSchema = z.strictObject({
  /** The id of a check; without its instance (`edge/tls`) it means every one. */
  check: z.string().optional(),
  /** A whole layer in place of a check. */
  layer: z.enum(layers).optional(),
  /** Who answers for it being muted. */
  owner: z.string().min(2),
  reason: z.string().min(10),
  /** The last day, in UTC, on which it does not count: `2026-12-01`. At most 14 days ahead. */
  until: z.iso.date(),
});
export type Mute = z.infer<typeof muteSchema>;

/** As a check of the record carries it. */
export const mutedSchema = muteSchema.pick({ owner: true, reason: true, until: true });

const dayMs = 86_400_000;
const warnDays = 3;
/** How far ahead a mute may reach. */
export const mostMuteDays = 14;

/** How many days of a mute are left, today included; 0 when it is over. */
export function daysLeft({ until }: Pick<Mute, 'until'>, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(until) + dayMs - now.getTime()) / dayMs));
}

/** Whether a name of a check, with or without its instance, means this one. */
export const namesCheck = (named: string, id: string): boolean => id === named || id.startsWith(`${named}:`);

/** The mute that a check is under. One that is over does nothing. */
export function muteOf(
  { id, layer }: { id: string; layer: string },
  mutes: readonly Mute[],
  now: Date,
): z.infer<typeof mutedSchema> | undefined {
  const found = mutes.find(
    (mute) =>
      daysLeft(mute, now) > 0 && (mute.layer === layer || (mute.check !== undefined && namesCheck(mute.check, id))),
  );
  return found && mutedSchema.parse({ owner: found.owner, reason: found.reason, until: found.until });
}

/** What somebody should know of the mutes of a target: those that end soon, and those that are over and count again. */
export function muteWarnings(mutes: readonly Mute[], now: Date): string[] {
  return mutes.flatMap((mute) => {
    const left = daysLeft(mute, now);
    const what = `the mute of ${mute.check ?? `layer ${mute.layer}`} (${mute.owner})`;
    if (left === 0) return [`${what} ended with ${mute.until}: it counts again; take the mute out of the target`];
    return left <= warnDays ? [`${what} ends with ${mute.until}: mend it, or mute it anew with a reason`] : [];
  });
}
