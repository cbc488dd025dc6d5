import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';

const secretName = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)$/i;

/** So short a value may be a word of any text. */
const shortest = 8;

/** The secrets of the target, and where there are specs, whatever else is called like one: no target names all that they read. */
export function secretsToRedact({ target, ownChecks }: Settings, environment: Environment): Record<string, string> {
  const readable = ownChecks.specs.length > 0 ? Object.entries(environment) : [];
  const likely = readable.flatMap(([name, value = '']) =>
    secretName.test(name) && value.length >= shortest ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(likely), ...knownSecrets(target, environment) };
}
