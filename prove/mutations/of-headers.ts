import { type CleanAnswer, type Mutation, withHeaders } from '../answer.ts';

const without = (name: string): Mutation => ({
  name: `header ${name} missing`,
  apply: (answer) => withHeaders(answer, { [name]: undefined }),
});

/**
 * Each header that is there and that a check looks at, taken away. The date is left to the clock, which has mutations
 * of its own, and the length to HTTP.
 */
export function ofHeaders({ headers }: CleanAnswer, read: readonly string[]): Mutation[] {
  const names = read.filter((name) => name in headers && !['date', 'content-length'].includes(name));
  return names.toSorted().map(without);
}
