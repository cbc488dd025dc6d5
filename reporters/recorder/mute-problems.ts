import type { Claim } from '#record/claim.ts';
import { daysLeft, type Mute, mostMuteDays, namesCheck } from '#record/mute.ts';
import { type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import type { Target } from '#targets/target.ts';

type Known = Pick<Claim, 'id' | 'layer' | 'severity' | 'watched'>;

/** What is wrong where a target speaks of checks by name; which there are is known only once they are loaded. */
export function namedCheckProblems(
  { mutes, severities }: Pick<Target, 'mutes' | 'severities'>,
  claims: readonly Known[],
  now: Date,
  { force = false }: { force?: boolean } = {},
): ConfigProblem[] {
  const ids = [...new Set(claims.flatMap(({ id }) => [id, id.split(':')[0] ?? id]))];
  const isKnown = (named: string) => claims.some(({ id }) => namesCheck(named, id));
  const misnamed = Object.keys(severities).filter((named) => !isKnown(named));
  return [
    ...misnamed.map((named) => unknownWord(`severities["${named}"]`, named, ids, 'a check of this target')),
    ...mutes.flatMap((mute, at) => problemsOf(mute, `mutes[${at}]`, claims, ids, now, force)),
  ];
}

function problemsOf(
  mute: Mute,
  where: string,
  claims: readonly Known[],
  ids: readonly string[],
  now: Date,
  force: boolean,
): ConfigProblem[] {
  const { check, layer, until } = mute;
  const named = [check, layer].filter((one) => one !== undefined);
  if (named.length !== 1) return [neitherNorBoth(where, named)];
  const problems: ConfigProblem[] = [];
  if (check !== undefined && !claims.some(({ id }) => namesCheck(check, id)))
    problems.push(unknownWord(`${where}.check`, check, ids, 'a check of this target'));
  if (daysLeft(mute, now) > mostMuteDays + 1) problems.push(tooLong(where, until, now));
  const p0 = claims.filter((claim) => claim.layer === layer && claim.watched && claim.severity === 'P0');
  if (p0.length > 0 && !force) problems.push(wholeLayer(where, layer ?? '', p0));
  return problems;
}

const neitherNorBoth = (where: string, named: readonly string[]): ConfigProblem => ({
  where,
  found: named.length === 0 ? 'neither a check nor a layer' : `both, "${named.join('" and "')}"`,
  expected: 'a check, or a whole layer',
  remedy: 'write one of "check" and "layer"',
});

function tooLong(where: string, until: string, now: Date): ConfigProblem {
  const latest = new Date(now.getTime() + mostMuteDays * 86_400_000).toISOString().slice(0, 10);
  const expected = `a day until ${latest}: at most ${mostMuteDays} days ahead`;
  return { where: `${where}.until`, found: `"${until}"`, expected, remedy: 'mend it by then, or mute it anew then' };
}

const wholeLayer = (where: string, layer: string, p0: readonly Known[]): ConfigProblem => ({
  where: `${where}.layer`,
  found: `"${layer}", which holds P0 claims: ${p0.map(({ id }) => id).join(', ')}`,
  expected: 'single checks, so that an outage still shows',
  remedy: 'mute the checks by name, or run with --force if the whole layer is meant',
});
