import type { Facts } from '#record/facts.ts';
import type { FailureCode } from '#record/failure-code.ts';

/** What is wrong with the Stripe account. */
export interface AccountFinding {
  code: FailureCode;
  facts: Facts;
  evidence: readonly string[];
}

/** A finding of the audit, with what it rests on. */
export const finding = <F extends Facts>(
  code: FailureCode<F>,
  facts: F,
  evidence: readonly string[] = [],
): AccountFinding => ({
  code,
  facts,
  evidence,
});
