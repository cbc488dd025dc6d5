import type { TestCase } from '@playwright/test/reporter';
import { atOneMoment } from '#record/at-one-moment.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { againProject, askAgain, waiting, whoWaits } from '#record/waiting-workers.ts';

/** One that stands by to ask again. */
export const isAgain = ({ parent }: TestCase) => parent.project()?.name === againProject;

/** With `--repeat-each` every test is there several times. */
export const isRepeat = (test: TestCase) => test.repeatEachIndex > 0 || isAgain(test);

/** Waits until all checks were asked, and has those asked again that did not hold. */
export class Again {
  #toCome = new Set<string>();

  /**
   * Does nothing in a run where nobody stands by.
   *
   * @param tests the ids of the tests that are to end first.
   */
  plan(tests: readonly string[]): void {
    if (whoWaits().includes(waiting.again)) this.#toCome = new Set(tests);
  }

  /** Counts a test that ended; after the last one, what did not hold is asked again. */
  ended(test: string, checks: readonly CheckRecord[]): void {
    if (this.#toCome.delete(test) && this.#toCome.size === 0) askAgain(toAskAgain(checks));
  }
}

/** What did not hold, and does not rest on anything that did not; not what a second look cannot see. Pure. */
export function toAskAgain(checks: readonly CheckRecord[]): string[] {
  const open = new Set(checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'not-run').map(({ id }) => id));
  return checks
    .filter(({ outcome, failure, needs }) => {
      if (outcome !== 'fail' || failure?.party === 'suite') return false;
      return !atOneMoment.includes(failure?.code ?? '') && !needs.some((need) => open.has(need));
    })
    .map(({ id }) => id);
}
