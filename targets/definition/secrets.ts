import { z } from 'zod';
import type { ConfigProblem } from './problem.ts';
import { undoOf } from './requests.ts';
import type { Target } from './schema.ts';
import { secretsOfTelling } from './tell.ts';
import { isTooCommon } from './too-common.ts';
import { wordsOfTarget } from './words-of-target.ts';

/** The environment, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables a target keeps its secrets in. */
export function secretNames({ auth, billing, access, requests, checks, tell }: Target): string[] {
  const accounts = [auth?.probe, ...(auth?.pool ?? []), auth?.witness].flatMap((one) =>
    one ? [one.email, one.password] : [],
  );
  const stripe = billing.mode === 'off' ? [] : [billing.secretKey, billing.webhook.secret ?? []].flat();
  const sent = Object.values(requests)
    .flatMap((request) => [...request.steps, ...undoOf(request)])
    .flatMap(({ headers }) => secretsIn(headers));
  const headers: Record<string, string> = { ...access?.headers, ...auth?.headers };
  const ofSpecs = checks.flatMap((entry) => (typeof entry === 'string' ? [] : entry.secrets));
  const ofClient = auth?.kind === 'oauth' && auth.client.secret ? [auth.client.secret] : [];
  const opening = auth?.kind === 'magic-link' ? secretsIn(auth.mailbox.headers) : [];
  return [
    // An app that signs in by itself is its account.
    ...new Set([...accounts.filter(Boolean), ...ofClient]),
    ...stripe,
    ...Object.values(headers),
    ...new Set([...sent, ...ofSpecs, ...opening, ...secretsOfTelling(tell)]),
  ];
}

/** The variables among the values of headers. */
const secretsIn = (headers: Readonly<Record<string, string | { secret: string }>>): string[] =>
  Object.values(headers).flatMap((value) => (typeof value === 'string' ? [] : value.secret));

/** The variables that hold what an account is called: no secret by itself, and perhaps an ordinary word. */
export const accountNames = ({ auth }: Pick<Target, 'auth'>): ReadonlySet<string> =>
  new Set([auth?.probe, ...(auth?.pool ?? []), auth?.witness].flatMap((one) => one?.email || []));

/** The secrets that are set, by name: what the redactor has to look for. An account that is called by an ordinary word is none. */
export function knownSecrets(target: Target, environment: Environment): Record<string, string> {
  const ofTarget = wordsOfTarget(target);
  const names = accountNames(target);
  const set = secretNames(target).flatMap((name) => {
    const value = environment[name];
    return value && !(names.has(name) && isTooCommon(value, ofTarget)) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(set);
}

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
