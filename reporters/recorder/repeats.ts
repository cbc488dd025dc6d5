import type { CheckRecord } from '#record/run-record.ts';
import type { Outcome } from '#record/vocabulary.ts';

/** What became of each check, also where Playwright runs one several times: `--retries`, `--repeat-each`. */
export class Repeats {
  /** The repeats of a check by the ids of their tests, by the id of the check. */
  readonly #byCheck = new Map<string, Map<string, CheckRecord>>();

  /**
   * Counts a test that ended.
   *
   * @returns its check as it stands now, to be recorded in place of what was there.
   */
  add(testId: string, check: CheckRecord): CheckRecord {
    const repeats = this.#byCheck.get(check.id) ?? new Map<string, CheckRecord>();
    this.#byCheck.set(check.id, repeats);
    const before = repeats.get(testId);
    repeats.set(testId, before ? afterRetry(before, check) : check);
    return ofRepeats([...repeats.values()]);
  }

  /** Counts a check that was asked again after all of the run were: it stands in for a retry of the first. */
  addAgain(check: CheckRecord): CheckRecord {
    const [first = check.id] = this.#byCheck.get(check.id)?.keys() ?? [];
    return this.add(first, check);
  }

  /** Whether a test came to its end at least once. */
  has(testId: string, { id }: Pick<CheckRecord, 'id'>): boolean {
    return this.#byCheck.get(id)?.has(testId) ?? false;
  }
}

/** A test that was tried again. One that passes after it failed did not hold as promised: it is no clean pass. */
function afterRetry(before: CheckRecord, now: CheckRecord): CheckRecord {
  const attempts = before.attempts + now.attempts;
  const artifacts = [...before.artifacts, ...now.artifacts];
  if (now.outcome === 'not-run') return { ...before, attempts, artifacts };
  const isSame = before.outcome === 'fail' && now.outcome === 'fail' && before.failure?.class === now.failure?.class;
  if (isSame) return { ...now, attempts, artifacts, seen: (before.seen ?? 1) + 1 };
  if (now.outcome !== 'pass' || !before.failure) return { ...now, attempts, artifacts };
  const reason = `passed only when it was tried again: ${before.failure.message}`;
  const { failure } = before;
  return { ...now, outcome: 'degraded', degraded: 'second-try', reason, failure, attempts, artifacts, heldAgain: true };
}

const worstFirst: readonly Outcome[] = ['fail', 'not-run', 'degraded', 'pass'];

/** The repeats of one check: it comes out as the worst of them. */
function ofRepeats(repeats: readonly CheckRecord[]): CheckRecord {
  const [worst, another] = repeats.toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome));
  if (!worst) throw new Error('a check was counted that no test belongs to');
  if (!another) return worst;
  const counts = worstFirst.map((outcome) => [repeats.filter((one) => one.outcome === outcome).length, outcome]);
  const told = counts.filter(([count]) => count !== 0).map((pair) => pair.join(' '));
  const attempts = repeats.reduce((sum, one) => sum + one.attempts, 0);
  return { ...worst, attempts, remarks: [...worst.remarks, `repeated: ${told.join(', ')}`] };
}
