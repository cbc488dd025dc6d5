/** Headers by lower-case name. */
export type Headers = Readonly<Record<string, string | string[]>>;

/** An answer as the system gave it. */
export interface CleanAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** How an answer goes out where it does not simply go out: late by so many ms, or cut in the middle of its body. */
export type Delivery = { kind: 'late'; part: 'headers' | 'body'; ms: number } | { kind: 'cut'; by: 'end' | 'reset' };

/** An answer as the proxy gives it. */
export interface ServedAnswer extends CleanAnswer {
  delivery?: Delivery;
}

/** One thing done to an answer. */
export interface Mutation {
  /** What a person reads in the table, such as `status 500` or `field user.email null`. */
  name: string;
  /** Pure; may look at the address that was asked for. */
  apply(answer: CleanAnswer, url: URL): ServedAnswer;
}

/** The same answer with this body and a length that is true. */
export function withBody(answer: CleanAnswer, body: Buffer | string): CleanAnswer {
  return { ...answer, body: Buffer.from(body) };
}

/** The same answer with these headers changed; undefined takes one away. */
export function withHeaders(answer: CleanAnswer, changed: Record<string, string | undefined>): CleanAnswer {
  const entries = Object.entries({ ...answer.headers, ...changed });
  const headers: Headers = Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return { ...answer, headers };
}

/** A header as one text; empty when absent. */
export const headerOf = ({ headers }: CleanAnswer, name: string): string => [headers[name] ?? ''].flat().join(', ');

/** The media type without parameters. */
export const typeOf = (answer: CleanAnswer): string =>
  headerOf(answer, 'content-type').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Whether the status is one of success. */
export const isGood = ({ status }: CleanAnswer): boolean => status >= 200 && status < 300;
