import type { Target } from './schema.ts';
import type { TellSetting } from './tell.ts';
import { isTooCommon } from './too-common.ts';
import { wordsOfTarget } from './words-of-target.ts';
import { undoOf } from './writing.ts';

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

/** The variables that hold the addresses and keys of those who are told. */
const secretsOfTelling = (tell: Readonly<Record<string, TellSetting>>): string[] =>
  Object.values(tell).flatMap((one) => {
    if (one.kind === 'pagerduty') return [one.routingKey];
    if (one.kind === 'github') return [one.token];
    return one.kind === 'webhook' ? [one.url, ...Object.values<string>(one.headers)] : [one.url];
  });

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
