import type { Claim } from '#record/claim.ts';
import type { Tier } from '#record/vocabulary.ts';
import { type ConfigProblem, unknownWord } from './problem.ts';
import type { Settings } from './settings.ts';

type Selection = Pick<Settings, 'layers' | 'checks' | 'severities'>;
type NamedSelection = Pick<Settings, 'checks' | 'tiers'>;

type Selectable = Pick<Claim, 'id' | 'layer'> & Partial<Pick<Claim, 'severity'>>;

/** Whether a run was asked for this claim. A check is named by its id, or by the part before the instance. */
export function isSelected({ layers, checks, severities }: Selection, claim: Selectable): boolean {
  const { id, layer, severity } = claim;
  if (layers && !layers.includes(layer)) return false;
  if (severities && severity && !severities.includes(severity)) return false;
  return !checks || checks.some((named) => matches(named, id));
}

/**
 * The names that no claim answers to, and those that several do: a need would not know which is meant.
 *
 * @param claims those of the tiers that were asked for.
 * @param tierOf that of a check which is not among them, where there is one of this name.
 */
export function selectionProblems(
  { checks = [], tiers }: NamedSelection,
  claims: readonly Pick<Claim, 'id'>[],
  tierOf: (named: string) => Tier | undefined = () => undefined,
): ConfigProblem[] {
  const ids = claims.map(({ id }) => id);
  const unknown = checks.filter((named) => !ids.some((id) => matches(named, id)));
  const shared = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  return [...unknown.map((named) => unknownCheck(named, ids, tiers, tierOf(named))), ...[...shared].map(twice)];
}

function unknownCheck(
  named: string,
  ids: readonly string[],
  tiers: readonly Tier[],
  tier: Tier | undefined,
): ConfigProblem {
  if (!tier || tiers.includes(tier)) return unknownWord('--check', named, ids, 'a check of this target');
  return {
    where: '--check',
    found: `"${named}", a check of the tier ${tier}`,
    expected: `one of the tier that was asked for: ${tiers.join(', ')}`,
    remedy: `ask for its tier as well: --tier ${[...tiers, tier].join(',')}`,
  };
}

const twice = (id: string): ConfigProblem => ({
  where: id,
  found: 'several checks of this name',
  expected: 'one',
  remedy: 'give each its own name, or an instance such as edge/tls:api',
});

const matches = (named: string, id: string) => id === named || id.startsWith(`${named}:`);
