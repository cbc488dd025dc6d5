import { type CleanAnswer, headerOf, type Mutation, withHeaders } from '../answer.ts';

const hourMs = 3_600_000;

/** The answer comes, but later than any request may take. */
export function ofPace({ body }: CleanAnswer, lateMs: number): Mutation[] {
  const parts = body.length > 0 ? (['headers', 'body'] as const) : (['headers'] as const);
  return parts.map((part) => ({
    name: `${part} late`,
    apply: (answer) => ({ ...answer, delivery: { kind: 'late', part, ms: lateMs } }),
  }));
}

const shifted = (hours: number): Mutation => ({
  name: `clock ${hours > 0 ? '+' : ''}${hours} h`,
  apply(answer) {
    const date = Date.parse(headerOf(answer, 'date'));
    if (Number.isNaN(date)) return answer;
    return withHeaders(answer, { date: new Date(date + hours * hourMs).toUTCString() });
  },
});

/** The clock of a whole host, fast or slow: its `Date` on every answer. */
export const ofClock: readonly Mutation[] = [shifted(3), shifted(-3)];
