import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Claim } from '#record/claim.ts';
import { type Tier, tiers } from '#record/vocabulary.ts';
import type { ConfigProblem } from '#targets/definition/problem.ts';
import { selectionProblems } from '#targets/definition/selection.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { namedCheckProblems } from './mute-problems.ts';

type SettingsOfNames = Pick<Settings, 'target' | 'checks' | 'tiers' | 'knowsAllChecks' | 'force'>;

/**
 * What is wrong with the names of checks in what was asked for and, where all checks are known, in the target.
 *
 * @param claims those that are loaded.
 * @param hasSpecs whether the specs that the target names are among them.
 */
export function nameProblems(settings: SettingsOfNames, claims: readonly Claim[], hasSpecs: boolean): ConfigProblem[] {
  const problems = selectionProblems(settings, claims, tierOfOurs);
  if (!settings.knowsAllChecks || !hasSpecs) return problems;
  return [...problems, ...namedCheckProblems(settings.target, claims, new Date(), settings)];
}

const checks = fileURLToPath(new URL('../../checks/', import.meta.url));

/** The tier of a check of ours that is not loaded, by the folder in which its file lies: `checks/<layer>/<tier>/`. */
export function tierOfOurs(named: string): Tier | undefined {
  const [, layer = '', claim] = /^([a-z]+)\/([a-z\d-]+)(?::|$)/.exec(named) ?? [];
  const isIt = (file: string) => file.replace(/^\d+-/, '') === `${claim}.check.ts`;
  return tiers.find((tier) => filesIn(tier === 'http' ? layer : `${layer}/${tier}`).some(isIt));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(`${checks}${folder}`);
  } catch {
    return [];
  }
}
