import { safeParse, type z } from 'zod';
import { secretNameMessage } from './fields.ts';
import { type ConfigProblem, nearest } from './problem.ts';

type Issue = z.core.$ZodIssue;
type AnySchema = z.core.$ZodType;

/** Turns what zod found into problems a person can act on: one for each wrong place, with the nearest valid name. */
export function schemaProblems(schema: AnySchema, input: unknown, issues: readonly Issue[]): ConfigProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, schema, input));
}

function problemsOf(issue: Issue, schema: AnySchema, input: unknown): ConfigProblem[] {
  const where = pathText(issue.path);
  const inner = insideUnion(issue);
  if (inner) return inner.flatMap((one) => problemsOf(one, schema, input));
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(schema, issue.path, input);
    return issue.keys.map((key) => unknownKey([...issue.path, key], valid, placeAbove(schema, issue.path, key, input)));
  }
  const found = isSecretName(issue) ? 'something else' : inWords(valueAt(input, issue.path));
  const valid = validWords(issue, schema);
  if (valid) {
    const meant = nearest(String(valueAt(input, issue.path)), valid);
    const remedy = meant ? `did you mean "${meant}"?` : 'use one of these';
    return [{ where, found, expected: `one of: ${valid.join(', ')}`, remedy }];
  }
  return [
    {
      where,
      found,
      expected: wordsOfText(issue, schema) ?? expectation(issue),
      remedy: `see "${topOf(issue.path)}" in targets/definition/schema.ts`,
    },
  ];
}

/** What is wrong with the option of a plain union that comes nearest: the one that finds the fewest faults deep inside. */
function insideUnion(issue: Issue): Issue[] | undefined {
  if (issue.code !== 'invalid_union' || 'discriminator' in issue) return undefined;
  const nearest = issue.errors
    .filter((option) => option.some(({ path, code }) => path.length > 0 && code !== 'unrecognized_keys'))
    .toSorted((a, b) => a.filter(isMissing).length - b.filter(isMissing).length || a.length - b.length)[0];
  return nearest?.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

const isMissing = ({ message }: Issue) => message.includes('received undefined');

/** What stands where the name of a secret belongs may be the secret. */
const isSecretName = (issue: Issue) => issue.message === secretNameMessage;

/** The closed list of words an issue is about, if it is about one. */
function validWords(issue: Issue, schema: AnySchema): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union' || !('discriminator' in issue)) return undefined;
  const options = reach(schema, issue.path.slice(0, -1)).flatMap(unwrap);
  return options.flatMap((option) => {
    const literal = shapeOf(option)[String(issue.discriminator)]?._zod.def as { values?: unknown[] } | undefined;
    return literal?.values?.map(String) ?? [];
  });
}

function unknownKey(path: readonly PropertyKey[], valid: readonly string[], above: string | undefined): ConfigProblem {
  const key = String(path.at(-1));
  const meant = nearest(key, valid);
  const elsewhere = above ? `write it further out: "${above}"` : 'remove it';
  return {
    where: pathText(path),
    found: `a setting named "${key}"`,
    expected: `one of: ${valid.join(', ')}`,
    remedy: meant ? `did you mean "${meant}"?` : elsewhere,
  };
}

/** Where a setting that was written too deep belongs: the nearest place around it that knows one of that name. */
function placeAbove(schema: AnySchema, path: readonly PropertyKey[], key: string, input: unknown): string | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const around = path.slice(0, depth);
    if (keysAt(schema, around, input).includes(key)) return pathText([...around, key]);
  }
  return undefined;
}

/** Of a text that is missing or is none, what it should say: `an AWS region such as "eu-north-1"`. */
function wordsOfText(issue: Issue, schema: AnySchema): string | undefined {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string') return undefined;
  const [text] = reach(schema, issue.path).flatMap(unwrap);
  const [wrong] = (text && safeParse(text, '').error?.issues) ?? [];
  return wrong?.code === 'invalid_format' ? expectation(wrong) : undefined;
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'an address such as https://api.example.com';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'another name';
  if (issue.code === 'invalid_union') return kindsOf(issue) || 'another value';
  return issue.message.replace(/^(Invalid (input|string)|Too (small|big)): /, '').replace(/, received .*$/, '');
}

/** What each option of a union takes, in words: `string or RegExp`. */
const kindsOf = (issue: Extract<Issue, { code: 'invalid_union' }>): string =>
  [...new Set(issue.errors.flatMap(([first]) => (first ? expectation(first) : [])))].join(', or ');

const topOf = (path: readonly PropertyKey[]) => String(path[0] ?? 'targetSchema');

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`)).join('') ||
  'target';

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof RegExp) return `the regular expression ${value}`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

/** The settings that exist at a path, through defaults, optionals, lists, records and unions; of several kinds, those of the kind that is written. */
function keysAt(schema: AnySchema, path: readonly PropertyKey[], input: unknown): string[] {
  const options = reach(schema, path).flatMap(unwrap);
  const written = valueAt(input, path);
  const meant = options.filter((option) => isOfKind(option, written));
  return [...new Set((meant.length > 0 ? meant : options).flatMap(keysOf))];
}

/** Whether a value has the words by which this kind is told from the others, such as its `mode`. */
const isOfKind = (schema: AnySchema, value: unknown): boolean =>
  Object.entries(shapeOf(schema)).every(([key, inner]) => {
    const { type, values } = inner._zod.def as { type?: string; values?: unknown[] };
    return type !== 'literal' || (values ?? []).includes(Reflect.get(Object(value), key));
  });

const reach = (schema: AnySchema, path: readonly PropertyKey[]): AnySchema[] =>
  path.reduce<AnySchema[]>((schemas, key) => schemas.flatMap((one) => step(one, key)), [schema]);

/** What lies inside wrappers, unions, and what is made into something else once it is read. */
function unwrap(schema: AnySchema): AnySchema[] {
  const def = schema._zod.def as { innerType?: AnySchema; in?: AnySchema; options?: AnySchema[] };
  const inside = def.innerType ?? def.in;
  if (inside) return unwrap(inside);
  return def.options ? def.options.flatMap(unwrap) : [schema];
}

/** The keys of an object, or the closed list of keys of a record. */
function keysOf(schema: AnySchema): string[] {
  const { keyType } = schema._zod.def as { keyType?: AnySchema };
  const names = keyType && (keyType._zod.def as { entries?: Record<string, string> }).entries;
  return Object.keys(names ?? shapeOf(schema));
}

const shapeOf = (schema: AnySchema): Record<string, AnySchema> =>
  (schema._zod.def as { shape?: Record<string, AnySchema> }).shape ?? {};

function step(schema: AnySchema, key: PropertyKey): AnySchema[] {
  return unwrap(schema).flatMap((inner) => {
    const def = inner._zod.def as { valueType?: AnySchema; element?: AnySchema };
    const next = shapeOf(inner)[String(key)] ?? def.valueType ?? def.element;
    return next ? [next] : [];
  });
}
