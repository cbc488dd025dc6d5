import { CloudWatchError } from './cloudwatch-error.ts';

/** An opaque `NextToken` that means "go on at this position". */
export function toToken(position: number): string {
  return Buffer.from(`at:${position}`).toString('base64url');
}

/** The position of a token, 0 without one; throws `InvalidNextToken`. */
export function fromToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, position] = /^at:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (position === undefined) throw new CloudWatchError('InvalidNextToken', 'The next token specified is invalid.');
  return Number(position);
}

/** One page of a list, with the token for the next if there is one. */
export function paginate<Item>(
  items: Item[],
  size: number,
  token: string | undefined,
): { page: Item[]; NextToken?: string } {
  const start = fromToken(token);
  const end = start + size;
  return { page: items.slice(start, end), ...(end < items.length && { NextToken: toToken(end) }) };
}
