import type { Target } from '#targets/target.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const dayMs = 86_400_000;

/** When the maintenance that is under way at an instant ends, `04:00`; undefined outside of any. Windows may pass midnight. */
export function maintenanceUntil(instant: string, { maintenance }: Pick<Target, 'maintenance'>): string | undefined {
  const at = new Date(instant);
  const time = at.toISOString().slice(11, 16);
  const today = weekdays[at.getUTCDay()];
  const yesterday = weekdays[new Date(at.getTime() - dayMs).getUTCDay()];
  return maintenance.find(({ weekday, from, to }) => {
    if (from <= to) return weekday === today && from <= time && time < to;
    return (weekday === today && time >= from) || (weekday === yesterday && time < to);
  })?.to;
}
