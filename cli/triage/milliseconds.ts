import { ConfigError } from '#targets/definition/problem.ts';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads a time such as `20s`, `20m` or `1h`.
 *
 * @param least in ms.
 * @throws {ConfigError} for anything else.
 */
export function milliseconds(where: string, written: string, least: number): number {
  const [, number, unit = ''] = /^(\d{1,5})([smh])$/.exec(written) ?? [];
  const ms = Number(number) * (units[unit] ?? Number.NaN);
  if (ms >= least) return ms;
  const expected = `a time such as 20s, 20m or 1h${least > 0 ? `, at least ${least / 1_000}s` : ''}`;
  throw new ConfigError([{ where, found: `"${written}"`, expected, remedy: 'write a number and s, m or h' }]);
}
