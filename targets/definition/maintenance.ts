import { z } from 'zod';
import type { ConfigProblem } from './problem.ts';
import { lengthOf, weekdays } from './weekly.ts';

const instant = z.iso.datetime({ offset: true, error: 'an instant with its zone, such as 2026-12-01T22:00:00Z' });
/** What is done, for whoever reads the answer of a run: `database upgrade`. */
const reason = z.string().min(3);

/** A window that comes once. */
const onceSchema = z.strictObject({ from: instant, until: instant, reason });

/** A window that comes every week. */
const weeklySchema = z.strictObject({
  every: z.enum(weekdays),
  /** When it begins by the clock of `zone`. */
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 02:00'),
  /** How long it lasts: `2h`, `90m`; at most 24 h. */
  for: z.string().regex(/^[1-9]\d*[mh]$/, 'a duration such as "2h" or "90m"'),
  /** A zone of the IANA list, such as `Europe/Stockholm`; its summer time is followed. */
  zone: z.string().default('UTC'),
  reason,
});
export type WeeklyWindow = z.output<typeof weeklySchema>;

/** When red is expected: runs are recorded, count in no SLO, and nobody is called. A deploy is judged as ever. */
export const maintenanceSchema = z.array(z.union([onceSchema, weeklySchema])).default([]);
export type MaintenanceWindow = z.output<typeof maintenanceSchema>[number];

/** Longer is no maintenance any more: nobody would hear of what breaks in it. */
const longestMs = 24 * 3_600_000;

/** What is wrong with the windows of a target beyond their form. */
export const maintenanceProblems = ({ maintenance }: { maintenance: readonly MaintenanceWindow[] }): ConfigProblem[] =>
  maintenance.flatMap((window, at) =>
    'every' in window
      ? weeklyProblems(window, `maintenance[${at}]`)
      : onceProblems(Date.parse(window.until) - Date.parse(window.from), `maintenance[${at}]`),
  );

function onceProblems(lengthMs: number, where: string): ConfigProblem[] {
  if (lengthMs > longestMs) return [tooLong(`${where}.until`, lengthMs)];
  if (lengthMs > 0) return [];
  const found = lengthMs === 0 ? 'the end is its beginning' : 'an end before its beginning';
  return [{ where: `${where}.until`, found, expected: 'an instant after `from`', remedy: 'exchange or mend the two' }];
}

function weeklyProblems(window: WeeklyWindow, where: string): ConfigProblem[] {
  const lengthMs = lengthOf(window);
  return [...(lengthMs > longestMs ? [tooLong(`${where}.for`, lengthMs)] : []), ...zoneProblems(window.zone, where)];
}

const tooLong = (where: string, lengthMs: number): ConfigProblem => ({
  where,
  found: `a window of ${Math.round(lengthMs / 360_000) / 10} h`,
  expected: 'at most 24 h',
  remedy: 'announce what is really done then; what is known to be broken for longer is muted (mutes)',
});

function zoneProblems(zone: string, where: string): ConfigProblem[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return [];
  } catch {
    const expected = 'a zone of the IANA list, such as UTC or Europe/Stockholm';
    return [
      { where: `${where}.zone`, found: `"${zone}"`, expected, remedy: 'write the name of the zone as that list does' },
    ];
  }
}
