import { foldText } from '#record/values/fold-text.ts';
import { shortestValue } from '#record/values/needles.ts';
import type { ConfigProblem } from './problem.ts';
import type { Target } from './schema.ts';
import { accountNames, type Environment, knownSecrets } from './secrets.ts';
import { isTooCommon } from './too-common.ts';
import { wordsOfTarget } from './words-of-target.ts';

/** Headers that let somebody in, by their name; others say which tenant, region or version is meant. */
const isCredential = /auth|cookie|key|token|secret|pass|credential|bypass|signature|session/i;

/** What a header may be set to that is only switched on by it. */
const isSwitch = (value: string) => /^(?:true|false|yes|no|on|off|[01])$/i.test(value);

/**
 * Secrets that cannot be kept out of what a run writes: one that is too short or too common could only be taken out together
 * with ordinary words. They are found before the first request.
 */
export function secretProblems(target: Target, environment: Environment): ConfigProblem[] {
  const headers = Object.entries<string>({ ...target.access?.headers, ...target.auth?.headers });
  const ofHeaders = new Set(headers.map(([, name]) => name));
  const plain = new Set(headers.flatMap(([header, name]) => (isCredential.test(header) ? [] : [name])));
  const ofTarget = wordsOfTarget(target);
  const names = accountNames(target);
  return Object.entries(knownSecrets(target, environment)).flatMap(([name, value]) => {
    if (names.has(name) || /@/.test(value) || plain.has(name) || (ofHeaders.has(name) && isSwitch(value))) return [];
    const found = tooShort(value) ?? (isTooCommon(value, ofTarget) ? 'a value that is too common' : undefined);
    if (!found) return [];
    const expected = `a secret of ${shortestValue} letters and figures or more that is no common word and no word of the target`;
    const remedy = 'give the account or the key another one: this one could not be kept out of what a run writes down';
    return [{ where: name, found, expected, remedy }];
  });
}

/** White space and hyphens are not looked at where a secret is looked for. */
function tooShort(value: string): string | undefined {
  const { length } = foldText(value);
  return value.length < shortestValue || length < shortestValue
    ? `a value of ${length} letters and figures`
    : undefined;
}
