import { ConfigError } from '#targets/definition/problem.ts';

/**
 * Reads a flag that counts something, from 1 up.
 *
 * @throws {ConfigError} for anything else.
 */
export function wholeNumber(where: string, written: string, expected: string): number {
  if (/^[1-9]\d*$/.test(written)) return Number(written);
  const remedy = 'write a whole number from 1 up';
  throw new ConfigError([{ where, found: `"${written}"`, expected, remedy }]);
}
