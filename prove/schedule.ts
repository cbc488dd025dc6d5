import type { Mutant } from './mutants.ts';

/** A mutant that is to be shown to a check. */
export interface Showing {
  mutant: Mutant;
  check: string;
}

/**
 * Chooses what one run shows: as many mutants as there are checks that see no other mutant than their own. A mutant that
 * two checks see is judged by the one it is shown to.
 *
 * @param waiting in the order in which they would best be shown.
 * @param readBy the keys of all answers that a check reads.
 */
export function chooseRun(waiting: readonly Showing[], readBy: ReadonlyMap<string, ReadonlySet<string>>): Showing[] {
  const chosen: Showing[] = [];
  const sees = (check: string, { touches }: Mutant) => touches.some((key) => readBy.get(check)?.has(key) ?? true);
  for (const showing of waiting) {
    const apart = chosen.every(
      ({ mutant, check }) => check !== showing.check && !sees(check, showing.mutant) && !sees(showing.check, mutant),
    );
    if (apart) chosen.push(showing);
  }
  return chosen;
}
