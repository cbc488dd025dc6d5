import type { Suite, TestCase } from '@playwright/test/reporter';
import { type Claim, claimOf } from '#record/claim.ts';

/** The tests of a suite that are checks, each with its claim; one that is repeated is there several times. */
export function claimsOf(suite: Suite): [TestCase, Claim][] {
  return suite.allTests().flatMap((test) => {
    const claim = claimOf(test.annotations);
    return claim ? [[test, claim] as [TestCase, Claim]] : [];
  });
}
