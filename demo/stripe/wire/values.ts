import { z } from 'zod';
import { listOf } from './parameters.ts';

/** Wraps a reader of text; a reader that returns nothing refuses the value with the given wording. */
function read<T>(reader: (value: string) => T | undefined, refusal: (value: string) => string, code?: string) {
  return z.string().transform((value, context): T => {
    const result = reader(value);
    if (result !== undefined) return result;
    context.issues.push({ code: 'custom', input: value, message: refusal(value), params: { code } });
    return z.NEVER;
  });
}

/** Text that is there. Stripe refuses an empty one: https://docs.stripe.com/error-codes#parameter-invalid-empty */
export const text = read(
  (value) => value || undefined,
  () =>
    'You passed an empty string for this parameter. We assume empty values are an attempt to unset a parameter; however it cannot be unset. You should remove it from your request or supply a non-empty value.',
  'parameter_invalid_empty',
);

/** Text that an empty value takes away: the SDK's `Emptyable<string>`. */
export const clearableText = z.string().transform((value) => value || null);

/** https://docs.stripe.com/error-codes#parameter-invalid-integer */
export const integer = read(
  (value) => (/^-?\d+$/.test(value) ? Number(value) : undefined),
  (value) => `Invalid integer: ${value}`,
  'parameter_invalid_integer',
);

/** A whole number that is not below `least`. */
export const atLeast = (least: number) =>
  read(
    (value) => (/^\d+$/.test(value) && Number(value) >= least ? Number(value) : undefined),
    () => `This value must be greater than or equal to ${least}.`,
    'parameter_invalid_integer',
  );

export const flag = read(
  (value) => ({ false: false, true: true })[value],
  (value) => `Invalid boolean: ${value}`,
);

export const choice = <const T extends string>(...choices: readonly T[]) =>
  read(
    (value) => choices.find((known) => known === value),
    (value) => `Invalid value: must be one of ${choices.join(', ')}, but got ${value}`,
  );

/** An address of the web: https://docs.stripe.com/error-codes#url-invalid */
export const url = read(
  (value) => (URL.canParse(value) && /^https?:/.test(value) ? value : undefined),
  () => 'Not a valid URL',
  'url_invalid',
);

export const email = read(
  (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : undefined),
  (value) => `Invalid email address: ${value}`,
  'email_invalid',
);

/** Three letters in lower case. */
export const currency = read(
  (value) => (/^[a-z]{3}$/i.test(value) ? value.toLowerCase() : undefined),
  (value) => `Invalid currency: ${value}`,
);

/** Pairs of text; an empty value removes its key, an empty whole removes all: https://docs.stripe.com/api/metadata */
export const metadata = z.preprocess(
  (value) => (value === '' ? null : value),
  z.record(z.string(), z.string()).nullable(),
);

export const expand = listOf(text);

const range = z.strictObject({
  gt: integer.optional(),
  gte: integer.optional(),
  lt: integer.optional(),
  lte: integer.optional(),
});

/** A moment, or a span of them: the SDK's `RangeQueryParam | number`, in seconds since 1970. */
export const created = z.union([integer.transform((moment) => ({ gte: moment, lte: moment })), range], {
  error: 'Invalid created: must be a timestamp, or a range of them with gt, gte, lt and lte',
});

/** https://docs.stripe.com/api/pagination */
/** A search hands out by which page it goes on, and nobody else knows what that says. */
export const pageAt = (from: number): string => Buffer.from(`from ${from}`).toString('base64url');

/** Where the page of a search begins, by what the page before handed out. */
export const searchPage = read(
  (value) => {
    const [, from] = /^from (\d+)$/.exec(Buffer.from(value, 'base64url').toString()) ?? [];
    return from === undefined ? undefined : Number(from);
  },
  (value) => `Invalid page: ${value}`,
);

export const paging = {
  ending_before: text.optional(),
  expand: expand.optional(),
  limit: read(
    (value) => (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 100 ? Number(value) : undefined),
    (value) => `Invalid limit: must be between 1 and 100, but got ${value}`,
  ).optional(),
  starting_after: text.optional(),
};
