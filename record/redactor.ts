import { ValueFinder } from './values/value-finder.ts';
import { withoutMails } from './values/without-mails.ts';
import { withoutWebTokens } from './values/without-web-tokens.ts';

/** Takes the secrets out of a text. Idempotent, in linear time; safe on any text, JSON and URLs included. */
export type Redact = (text: string) => string;

// No name is longer, and a text that repeats one would be searched from each of them to its end.
const around = String.raw`[\w-]{0,64}`;
const secretField = `${around}(?:password|passwd|secret|token|api[_-]?key|authorization|cookie|session|credential|private[_-]?key)${around}`;
const secretParameter = `${around}(?:token|secret|key|code|session|sig|auth|pass|credential|mail|ticket|jwt)${around}`;

/** What a secret looks like when its value is not known. Each keeps enough of the text around it to stay readable. */
const shapes: readonly [RegExp, string][] = [
  [/\b(sk|rk)_(test|live)_[A-Za-z0-9]{6,}/g, '[redacted $1_$2 key]'],
  [/\bwhsec_[A-Za-z0-9+/=]{6,}/g, '[redacted webhook secret]'],
  [/\b(Bearer|Basic)\s{1,64}[\w.~+/=-]{8,}/gi, '$1 [redacted]'],
  [/(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"'\\<>)]+/gi, '$1[redacted]'],
  [new RegExp(String.raw`([?&#;]${secretParameter}=)(?!\[redacted)[^&\s"'\\<>)#]+`, 'gi'), '$1[redacted]'],
  [new RegExp(String.raw`("${secretField}"\s{0,64}:\s{0,64}")(?!\[)(?:[^"\\]|\\.)+`, 'gi'), '$1[redacted]'],
  [new RegExp(String.raw`(\\"${secretField}\\"\s{0,64}:\s{0,64}\\")(?!\[)[^"\\]+`, 'gi'), '$1[redacted]'],
  [/\b((?:set-)?cookie:\s{1,64}[\w.-]{1,128}=)(?!\[)[^\s;"'\\]+/gi, '$1[redacted]'],
  [
    /\b((?:token|secret|password|api[_-]?key|session)\s?[=:]\s?)(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{6,}/gi,
    '$1[redacted]',
  ],
];

/**
 * Builds the redactor of a run: the one door through which every text goes that leaves it. What is to be masked or cut is
 * redacted before: half of a secret is no secret that anybody would know again.
 *
 * @param secrets known values by the name to print in their place; each is found in every way it may be written.
 */
export function createRedactor(secrets: Readonly<Record<string, string>> = {}): Redact {
  const finder = new ValueFinder(secrets);
  return (text) => {
    const places = finder.placesIn(text);
    const kept = places.map(
      ({ name, start }, at) => `${text.slice(places[at - 1]?.end ?? 0, start)}[redacted ${name}]`,
    );
    const withoutKnown = kept.join('') + text.slice(places.at(-1)?.end ?? 0);
    const withoutTokens = withoutWebTokens(withoutKnown);
    return withoutMails(shapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), withoutTokens));
  };
}
