import type { FailureClass } from '#record/vocabulary.ts';
import { mendedBy, type Truth } from './truth.ts';

/** What a run has to go by: what an outsider sees, the app's log too, or the webhook's secret too. */
export const evidenceLevels = ['outside', 'logs', 'secret'] as const;
export type Evidence = (typeof evidenceLevels)[number];

/** One fault, and how a run must answer it. */
export interface Row {
  /** The id of the fault in the demo, which is the id of its incident too unless that is said. */
  fault: string;
  incident?: string;
  check: string;
  /** Of a claim that could not be asked, the first that it may have. */
  class: FailureClass;
  verdict: 'failed' | 'degraded' | 'misconfigured';
  /** Incidents that the evidence of an outsider cannot tell apart; a set that holds the right one will do. */
  within?: readonly string[];
  truth: Truth;
}

/** A row of a promise that is broken. */
export const failed = (fault: string, check: string, seen: FailureClass, truth: Truth): Row => ({
  fault,
  check,
  class: seen,
  verdict: 'failed',
  truth,
});
/** A row of a promise that is strained. */
export const degraded = (fault: string, check: string, seen: FailureClass, truth: Truth): Row => ({
  ...failed(fault, check, seen, truth),
  verdict: 'degraded',
});

/** A row of a setting of ours that fits no more: nothing is known against the product. */
export const misconfigured = (fault: string, check: string, seen: FailureClass): Row => ({
  ...failed(fault, check, seen, mendedBy([], 'suite').outside),
  verdict: 'misconfigured',
});

/** One run: a fault, and what the run is given. */
export interface Asked {
  row: Row;
  evidence: Evidence;
}

/**
 * The runs that answer for these rows. Without a word on evidence every row is asked from outside, and those of the
 * webhook with more as well: the log and the secret speak of nothing else.
 *
 * @param given what the system's owner can give a run beyond what an outsider sees.
 */
export function plan(rows: readonly Row[], given: readonly Evidence[], levels?: readonly Evidence[]): Asked[] {
  return rows.flatMap((row) => {
    const usual = row.fault.startsWith('webhook-') ? (['outside', ...given] as const) : (['outside'] as const);
    return (levels ?? usual).map((evidence) => ({ row, evidence }));
  });
}
