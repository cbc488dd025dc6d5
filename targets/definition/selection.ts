import type { Claim } from '#record/claim.ts';
import { type ConfigProblem, unknownWord } from './problem.ts';
import type { Settings } from './settings.ts';

type Selection = Pick<Settings, 'layers' | 'checks' | 'severities'>;

type Selectable = Pick<Claim, 'id' | 'layer'> & Partial<Pick<Claim, 'severity'>>;

/** Whether a run was asked for this claim. A check is named by its id, or by the part before the instance. */
export function isSelected({ layers, checks, severities }: Selection, claim: Selectable): boolean {
  const { id, layer, severity } = claim;
  if (layers && !layers.includes(layer)) return false;
  if (severities && severity && !severities.includes(severity)) return false;
  return !checks || checks.some((named) => matches(named, id));
}

/** The names that no claim answers to, and those that several do: a need would not know which is meant. */
export function selectionProblems({ checks = [] }: Selection, claims: readonly Pick<Claim, 'id'>[]): ConfigProblem[] {
  const ids = claims.map(({ id }) => id);
  const unknown = checks.filter((named) => !ids.some((id) => matches(named, id)));
  const shared = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  return [
    ...unknown.map((named) => unknownWord('--check', named, ids, 'a check of this target')),
    ...[...shared].map(twice),
  ];
}

const twice = (id: string): ConfigProblem => ({
  where: id,
  found: 'several checks of this name',
  expected: 'one',
  remedy: 'give each its own name, or an instance such as edge/tls:api',
});

const matches = (named: string, id: string) => id === named || id.startsWith(`${named}:`);
