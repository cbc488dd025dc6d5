import { ConfigError } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { allOf } from './all-of.ts';
import { type RunOptions, toEnvironment } from './run-options.ts';

/**
 * What a command was asked for: the variables of its runs, and what its own flags say. Where something cannot be read, what
 * is wrong with the target and its settings is told beside it, so that whoever mends one does not meet the next only then.
 *
 * @param flagsOf reads the command's own flags; it is given the variables without those of `--set`.
 * @throws {ConfigError} with all of that.
 */
export async function askedFor<T>(
  { set, ...options }: RunOptions,
  environment: Environment,
  flagsOf: (environment: Environment) => T | Promise<T>,
): Promise<{ environment: Environment; flags: T }> {
  const plain = toEnvironment(options, environment);
  try {
    return await allOf({
      environment: () => toEnvironment({ ...options, ...(set && { set }) }, environment),
      flags: () => flagsOf(plain),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { loadSettings } = await import('#targets/definition/settings.ts');
    const others = await loadSettings(plain).then(
      () => [],
      (other: unknown) => (other instanceof ConfigError ? other.problems : []),
    );
    const told = new Set(error.problems.map(({ where }) => where));
    throw new ConfigError([...error.problems, ...others.filter(({ where }) => !told.has(where))], { cause: error });
  }
}
