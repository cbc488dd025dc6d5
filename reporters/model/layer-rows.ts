import { byLayer } from '#record/by-layer.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Outcome } from '#record/vocabulary.ts';

/** A layer as counts of how its checks came out. */
export interface LayerRow {
  layer: string;
  outcome: Outcome;
  counts: Record<Outcome, number>;
  /** The checks that did not pass; the worst first. */
  bad: CheckRecord[];
}

const worstFirst: readonly Outcome[] = ['fail', 'degraded', 'not-run', 'pass'];

/** One row for each layer that was looked at. What had nothing to compare with yet does not change how it stands. */
export function layerRows({ checks }: Pick<RunRecord, 'checks'>): LayerRow[] {
  return byLayer(checks).flatMap(([layer, own]) => {
    const tally = (outcome: Outcome) => own.filter((check) => check.outcome === outcome).length;
    const counts = {
      pass: tally('pass'),
      degraded: tally('degraded'),
      fail: tally('fail'),
      'not-run': tally('not-run'),
    };
    const telling = own.filter(({ notRun }) => notRun !== 'no-past');
    const outcome = worstFirst.find((one) =>
      (telling.length > 0 ? telling : own).some((check) => check.outcome === one),
    );
    if (!outcome) return [];
    const bad = own
      .filter((check) => check.outcome !== 'pass')
      .toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome));
    return [{ layer, outcome, counts, bad }];
  });
}
