import type { Maintenance } from '#record/maintenance.ts';
import type { MaintenanceWindow, WeeklyWindow } from './maintenance.ts';
import { lengthOf, weekdays } from './weekly.ts';

const dayMs = 86_400_000;

/** The announced maintenance that an instant falls into; of several the one that ends last. Pure. */
export function maintenanceAt(windows: readonly MaintenanceWindow[], at: Date): Maintenance | undefined {
  const now = at.getTime();
  return windows
    .flatMap((window) => around(window, now).map(([from, until]) => ({ reason: window.reason, from, until })))
    .filter(({ from, until }) => from <= now && now < until)
    .toSorted((a, b) => b.until - a.until)
    .map(({ reason, from, until }) => ({ reason, from: iso(from), until: iso(until) }))[0];
}

const iso = (ms: number) => new Date(ms).toISOString();

/** When a window begins and ends, as near to an instant as may hold it. */
function around(window: MaintenanceWindow, now: number): [from: number, until: number][] {
  if (!('every' in window)) return [[Date.parse(window.from), Date.parse(window.until)]];
  // One of 24 h that began two days ago by the calendar may still last where a day in between had 23.
  return [0, 1, 2].flatMap((back) => {
    const from = beginningOn(localOf(now, window.zone) - back * dayMs, window);
    return from === undefined ? [] : [[from, from + lengthOf(window)] as [number, number]];
  });
}

/** When the window begins on a local day; undefined on another day of the week. */
function beginningOn(local: number, { every, at, zone }: WeeklyWindow): number | undefined {
  const day = new Date(local);
  if (weekdays[day.getUTCDay()] !== every) return undefined;
  const [hours, minutes] = at.split(':').map(Number);
  return instantOf(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hours, minutes), zone);
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
function localOf(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { ...allParts, timeZone: zone }).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second'));
}

const allParts = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
  calendar: 'gregory',
  numberingSystem: 'latn',
} as const;

/**
 * The instant at which the clocks of a zone show this. What they show twice is the first of the two; what they leave out
 * comes as much later as they are put forward.
 */
function instantOf(local: number, zone: string): number {
  const offsetAt = (instant: number) => localOf(instant, zone) - instant;
  const before = local - offsetAt(local - dayMs);
  const after = local - offsetAt(local + dayMs);
  return [before, after].toSorted((a, b) => a - b).find((one) => localOf(one, zone) === local) ?? before;
}
