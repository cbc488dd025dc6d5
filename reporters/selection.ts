import type { Claim } from '../record/claim.ts';
import { type Problem, unknownWord } from '../targets/definition/problem.ts';
import type { Settings } from '../targets/definition/settings.ts';

type Selection = Pick<Settings, 'layers' | 'checks'>;

/** Whether a run was asked for this claim. A check is named by its id, or by the part before the instance. */
export function isSelected({ layers, checks }: Selection, { id, layer }: Pick<Claim, 'id' | 'layer'>): boolean {
  if (layers && !layers.includes(layer)) return false;
  return !checks || checks.some((named) => matches(named, id));
}

/** The names that no claim answers to. */
export function selectionProblems({ checks = [] }: Selection, claims: readonly Pick<Claim, 'id'>[]): Problem[] {
  const ids = claims.map(({ id }) => id);
  return checks
    .filter((named) => !ids.some((id) => matches(named, id)))
    .map((named) => unknownWord('--check', named, ids, 'a check of this target'));
}

const matches = (named: string, id: string) => id === named || id.startsWith(`${named}:`);
