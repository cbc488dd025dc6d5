import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { Claim } from '#record/claim.ts';
import { gist } from '#record/classify-error.ts';
import type { Failure } from '#record/evidence.ts';
import type { Redact } from '#record/redactor.ts';
import type { NotRunReason } from '#record/vocabulary.ts';
import { cleanOfSpec } from './clean-of-spec.ts';
import { failureOfSpec } from './failure-of-spec.ts';

/** A spec that ended, as Playwright hands it over. */
export interface EndedSpec {
  test: Pick<TestCase, 'expectedStatus' | 'location'>;
  result: Pick<TestResult, 'status' | 'errors' | 'annotations'>;
  redact: Redact;
  context: SpecContext;
}

/** What has to be known around a spec. */
export interface SpecContext {
  /** Origins that belong to others. */
  thirdParties: readonly string[];
  /** Secrets that it needs and that are not set. */
  unset: readonly string[];
}

/**
 * What became of a spec: what Playwright calls it, and why. One that is expected to fail holds when it does, and also when it
 * passes: nothing is broken then but the mark. Pure.
 */
export function outcomeOfSpec({
  test,
  result,
  redact,
  context: { thirdParties, unset },
}: EndedSpec): { outcome: 'pass' } | { notRun: NotRunReason; reason: string } | { failure: Failure } {
  const { status, errors, annotations } = result;
  if (status === 'passed' || (status === 'failed' && test.expectedStatus === 'failed')) return { outcome: 'pass' };
  if (status === 'interrupted') return { notRun: 'cut-off', reason: 'cut off by the end of the run' };
  if (status === 'skipped') {
    const word = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
    if (!word) return { notRun: 'blocked', reason: 'not run, because a test before it in its group failed' };
    return {
      notRun: 'blocked',
      reason: redact(`the spec skipped itself as it ran: ${word.description ?? 'no reason'}`),
    };
  }
  if (unset.length > 0) return { notRun: 'misconfigured', reason: `not set: ${unset.join(', ')}` };
  return { failure: failureOfSpec(errors, { file: test.location.file, redact, thirdParties }) };
}

/** What somebody should do about a spec that holds by now. Pure. */
export const staleMarks = (
  { expectedStatus }: Pick<TestCase, 'expectedStatus'>,
  { status }: Pick<TestResult, 'status'>,
  { id }: Pick<Claim, 'id'>,
): string[] =>
  expectedStatus === 'failed' && status === 'passed'
    ? [`${id} holds, although its spec says that it fails: take the test.fail() away`]
    : [];

/** What a reader should know of a spec beside its outcome. Pure. */
export function remarksOfSpec({ test, result, redact }: Pick<EndedSpec, 'test' | 'result' | 'redact'>): string[] {
  if (test.expectedStatus !== 'failed' || result.status !== 'failed') return [];
  const [error = {}] = result.errors;
  return [`as the spec expects, it does not hold: ${gist({ message: cleanOfSpec(error.message ?? '', redact) })}`];
}
