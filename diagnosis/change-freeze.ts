import type { Target } from '#targets/target.ts';

const months = { month: 1, quarter: 3, year: 12 } as const;
const dayMs = 86_400_000;

/** The last day of the change freeze that an instant is in, `2026-12-31`; undefined outside of any. */
export function changeFreezeUntil(instant: string, { changeFreeze }: Pick<Target, 'changeFreeze'>): string | undefined {
  const at = new Date(instant);
  const ends = changeFreeze.flatMap(({ lastDays, of }) => {
    const period = Math.floor(at.getUTCMonth() / months[of]) + 1;
    const end = Date.UTC(at.getUTCFullYear(), period * months[of], 1);
    return at.getTime() >= end - lastDays * dayMs ? [new Date(end - dayMs).toISOString().slice(0, 10)] : [];
  });
  return ends.toSorted().at(-1);
}
