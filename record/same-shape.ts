/**
 * Whether the shapes of two JSON values, as `{user:{id:string,email:null},photos:[2]}`, say the same: one that was null and is
 * a word or a number may be either, and a list has now more and now fewer items. One that is empty and was not says something.
 */
export function isSameShape(one: string, other: string): boolean {
  const [a, b] = [tokensOf(one), tokensOf(other)];
  return a.length === b.length && a.every((token, at) => token === b[at] || saysTheSame(token, b[at] ?? ''));
}

const tokensOf = (shape: string): string[] => shape.match(/[{}[\],]|[^{}[\],:]+:?/g) ?? [];

function saysTheSame(one: string, other: string): boolean {
  if (one === 'null' || other === 'null') return isPlain(one) && isPlain(other);
  return isSome(one) && isSome(other);
}

const isPlain = (token: string) => ['null', 'string', 'number', 'boolean'].includes(token);
const isSome = (token: string) => /^[1-9]\d*$/.test(token);
