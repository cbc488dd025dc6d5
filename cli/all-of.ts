import { ConfigError, type ConfigProblem } from '#targets/definition/problem.ts';

/**
 * Reads several things that were asked for, so that everything that is wrong with them is told at once.
 *
 * @throws {ConfigError} with the problems of all that cannot be read.
 */
export async function allOf<T extends Record<string, unknown>>(
  readers: {
    [K in keyof T]: () => T[K] | Promise<T[K]>;
  },
): Promise<T> {
  const problems: ConfigProblem[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries<() => unknown>(readers)) {
    try {
      read[name] = await reader();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return read as T;
}
