import { z } from 'zod';
import type { ConfigProblem } from './problem.ts';
import type { Environment } from './secrets.ts';

/** Keys that may not be used here at all: found before the first request. A missing key is no problem of this kind. */
export function keyProblems(target: unknown, environment: Environment): ConfigProblem[] {
  const written = keyed.safeParse(target);
  const name = written.data?.billing.secretKey;
  const key = name && environment[name];
  if (!written.success || !key) return [];
  const live = written.data.environment === 'live';
  if (live ? key.startsWith('rk_live_') : /^(sk|rk)_test_/.test(key)) return [];
  const expected = live ? 'a restricted key (rk_live_…)' : 'a test key (sk_test_… or rk_test_…)';
  const remedy =
    key.includes('_live_') && !live
      ? 'a live key may never be used here: take it out and roll it'
      : 'set the right key';
  const kind = /^(sk|rk|pk|mk)_(test|live)_/.exec(key)?.[0];
  return [
    { where: name, found: kind ? `a key that starts with "${kind}"` : 'a key of no known kind', expected, remedy },
  ];
}

/** As much of a target as the key check needs, so that it can speak when the rest does not fit the schema. */
const keyed = z.object({ environment: z.string(), billing: z.object({ secretKey: z.string() }) });
