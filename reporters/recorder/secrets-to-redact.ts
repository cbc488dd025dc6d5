import { likelySecrets } from '#targets/definition/likely-secrets.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';

/** The secrets of the target, and where there are specs, whatever else is called like one: no target names all that they read. */
export function secretsToRedact({ target, ownChecks }: Settings, environment: Environment): Record<string, string> {
  const likely = ownChecks.specs.length > 0 ? likelySecrets(environment) : {};
  return { ...likely, ...knownSecrets(target, environment) };
}
