import { z } from 'zod';
import { invalid, type Refusal } from './errors.ts';
import { entriesInOrder, type Form } from './form.ts';

/** `['line_items', 0, 'price']` → `line_items[0][price]`, the way Stripe names a parameter. */
function nameOf(path: readonly PropertyKey[]): string {
  const [head, ...rest] = path.map(String);
  return [head, ...rest.map((part) => `[${part}]`)].join('');
}

/** The code of an issue raised by one of the readers in `values.ts`. */
const codeOf = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === 'custom' ? issue.params?.['code'] : undefined;

/** Codes and wording: https://docs.stripe.com/error-codes */
function unknownParameters(path: readonly PropertyKey[], keys: readonly string[]): Refusal {
  const names = keys.map((key) => nameOf([...path, key]));
  const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`;
  return invalid(message, { code: 'parameter_unknown', ...(names[0] && { param: names[0] }) });
}

function refusalOf(issue: z.core.$ZodIssue): Refusal {
  if (issue.code === 'unrecognized_keys') return unknownParameters(issue.path, issue.keys);
  const param = nameOf(issue.path);
  if (issue.code !== 'invalid_type') {
    const code = codeOf(issue);
    return invalid(issue.message, { param, ...(code && { code }) });
  }
  if (issue.expected === 'never') {
    return invalid(`Stripe knows the parameter ${param}, but this stand-in does not model it.`, { param });
  }
  if (issue.input === undefined)
    return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  const wanted = issue.expected === 'string' ? 'string' : 'object';
  return invalid(`Invalid ${wanted}: ${JSON.stringify(issue.input)}`, { param });
}

/** Reads a request's parameters, or refuses them as Stripe does: unknown names first, then the first that does not fit. */
export function readParameters<S extends z.ZodType>(schema: S, form: Form): z.output<S> {
  const result = schema.safeParse(form, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw issue ? refusalOf(issue) : result.error;
}

/**
 * The parameters of one operation. `P` is the SDK's own parameter type: every name in it has to be listed and no other
 * may be, so that what is called unknown is just what Stripe itself does not know.
 *
 * @example parametersOf<Stripe.CustomerRetrieveParams>()({ expand })
 */
export const parametersOf =
  <P>() =>
  <S extends Record<keyof P, z.ZodType>>(shape: S & Record<Exclude<keyof S, keyof P>, never>) =>
    z.strictObject<S>(shape);

/** Names that Stripe knows and the stand-in does not act on: refused loudly rather than ignored. */
export function notModelled<const K extends string>(...names: readonly K[]): Record<K, z.ZodOptional<z.ZodNever>> {
  const shape = names.map((name) => [name, z.never().optional()] as const);
  return Object.fromEntries(shape) as Record<K, z.ZodOptional<z.ZodNever>>;
}

/** A list, written with or without indices. */
export const listOf = <T extends z.ZodType>(entry: T) =>
  z.preprocess((value) => (typeof value === 'object' && value ? entriesInOrder(value as Form) : value), z.array(entry));
