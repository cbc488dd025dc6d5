/** Takes the secrets out of a text. Idempotent; safe on any text, JSON and URLs included. */
export type Redact = (text: string) => string;

const secretField = String.raw`[\w-]*(?:password|passwd|secret|token|api[_-]?key|authorization|cookie|session|credential|private[_-]?key)[\w-]*`;
const secretParameter = String.raw`[\w-]*(?:token|secret|key|code|session|sig|auth|pass|credential|mail|ticket|jwt)[\w-]*`;

/** What a secret looks like when its value is not known. Each keeps enough of the text around it to stay readable. */
const shapes: readonly [RegExp, string][] = [
  [/eyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g, '[redacted token]'],
  [/\b(sk|rk)_(test|live)_[A-Za-z0-9]{6,}/g, '[redacted $1_$2 key]'],
  [/\bwhsec_[A-Za-z0-9+/=]{6,}/g, '[redacted webhook secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [redacted]'],
  [/(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"'\\<>)]+/gi, '$1[redacted]'],
  [new RegExp(String.raw`([?&#;]${secretParameter}=)(?!\[redacted)[^&\s"'\\<>)#]+`, 'gi'), '$1[redacted]'],
  [new RegExp(String.raw`("${secretField}"\s*:\s*")(?!\[)(?:[^"\\]|\\.)+`, 'gi'), '$1[redacted]'],
  [new RegExp(String.raw`(\\"${secretField}\\"\s*:\s*\\")(?!\[)[^"\\]+`, 'gi'), '$1[redacted]'],
  [/\b((?:set-)?cookie:\s+[\w.-]+=)(?!\[)[^\s;"'\\]+/gi, '$1[redacted]'],
  [/\b((?:token|secret|password|api[_-]?key|session)\s?[=:]\s?)(?=[\w.~+/=-]*\d)[\w.~+/=-]{6,}/gi, '$1[redacted]'],
  [/[\w.+-]+(?:@|%40)(?:(?:[\w-]+\.)+[a-z]{2,}|[\w.-]*(?:…|\\u2026))/gi, '[redacted e-mail]'],
];

/** Shorter values would take ordinary words out of the text with them. */
const shortestSecret = 6;

/**
 * Builds the redactor of a run.
 *
 * @param secrets known values by the name to print in their place; each is also found escaped in JSON (twice too), in a URL, in a form and in base64.
 */
export function createRedactor(secrets: Readonly<Record<string, string>> = {}): Redact {
  const known = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortestSecret)
    .flatMap(([name, value]) => spellings(value).map((spelling) => [spelling, `[redacted ${name}]`] as const))
    .toSorted(([a], [b]) => b.length - a.length);
  return (text) => {
    const withoutKnown = known.reduce((rest, [spelling, name]) => rest.replaceAll(spelling, name), text);
    return shapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), withoutKnown);
  };
}

/** The ways in which one value may be written into a file. */
export function spellings(value: string): string[] {
  const base64 = Buffer.from(value, 'utf8').toString('base64').replace(/=+$/, '');
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const once = inJson(value);
  return [...new Set([value, once, inJson(once), encodeURIComponent(value), form, base64])];
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
