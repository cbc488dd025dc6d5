/** How many tests came out which way. Cancelled ones failed; a test still to be written counts as skipped. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** What one runner found. */
export interface Outcome {
  title: string;
  tally: Tally;
  /** Everything a reader needs about its failures, in their order. */
  details: string[];
  seconds: number;
  /** What took longest, with its time: where a run that has become too long is to be shortened. */
  slowest?: string[];
}

export function sum(outcomes: readonly Pick<Outcome, 'tally'>[]): Tally {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { tally } of outcomes) {
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  return total;
}

/** The end of the output. Its last line is always of the same form, for those who read it by program. */
export function closingLines({ passed, failed, skipped }: Tally): string {
  return `${skipped ? `${skipped} skipped\n` : ''}${passed} passed, ${failed} failed`;
}

/** An outcome with one failure: a step that found something, or a runner that could not do its work. */
export function failure(title: string, seconds: number, ...details: string[]): Outcome {
  return { title, seconds, details, tally: { passed: 0, failed: 1, skipped: 0 } };
}

export function secondsSince(startedMs: number): number {
  return (performance.now() - startedMs) / 1000;
}
