import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { degrade, type FailureDetails } from '#fixtures/outcome/check-outcome.ts';
import { apiFailures } from './failures.ts';

/**
 * A cache that spares the app a rush of probes keeps an answer for a minute or a few; one that is older than the time between two
 * runs says nothing that the run before did not. In seconds.
 */
const longestKept = 300;

/** For how long a cache has kept an answer, in seconds: https://www.rfc-editor.org/rfc/rfc9111#section-5.1. Pure. */
export function keptFor(age: string): number {
  const [, seconds] = /^\s*(\d{1,10})\s*(?:,|$)/.exec(age) ?? [];
  return Number(seconds ?? 0);
}

/** Degrades the check where a cache has answered in place of the API, from what it was told long ago. */
export function tellAge(answer: HttpResponse, { evidence }: FailureDetails): void {
  const seconds = keptFor(answer.header('age'));
  if (seconds <= longestKept) return;
  const facts = { path: new URL(answer.url).pathname, field: 'Age', seconds, budgetMs: longestKept * 1_000 };
  degrade('advisory', apiFailures['answer-stale'], facts, evidence ? { evidence } : {});
}
