import { ConfigError } from '#targets/definition/problem.ts';
import { durationMs } from '../duration.ts';

/**
 * Reads a time such as `20s`, `20m` or `1h`.
 *
 * @param least in ms.
 * @throws {ConfigError} for anything else.
 */
export function milliseconds(where: string, written: string, least: number): number {
  const ms = /^\d{1,5}[smh]$/.test(written) ? durationMs(written) : undefined;
  if (ms !== undefined && ms >= least) return ms;
  const expected = `a time such as 20s, 20m or 1h${least > 0 ? `, at least ${least / 1_000}s` : ''}`;
  throw new ConfigError([{ where, found: `"${written}"`, expected, remedy: 'write a number and s, m or h' }]);
}
