import type { Failure } from '#record/evidence.ts';
import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { type DegradedReason, partyOf } from '#record/vocabulary.ts';

/** Failures by code for tests of what incidents make of them, as a run records them. */
function failureOf<F extends Facts>(code: FailureCode<F>, facts: F): Failure {
  const { id, class: seen } = code;
  const message = code.message(facts);
  return { class: seen, code: id, facts, message, party: partyOf(seen), unconfirmed: false, evidence: [] };
}

/** A claim that does not hold in this way. */
export const failingAs = <F extends Facts>(code: FailureCode<F>, facts: F): Partial<CheckRecord> => ({
  outcome: 'fail',
  hops: [],
  failure: failureOf(code, facts),
});

/** A claim that holds less well than promised in this way. */
export function degradedAs<F extends Facts>(
  degraded: DegradedReason,
  code: FailureCode<F>,
  facts: F,
): Partial<CheckRecord> {
  const failure = failureOf(code, facts);
  return { outcome: 'degraded', degraded, reason: failure.message, failure };
}
