import type { RunRecord } from '#record/run-record.ts';

/** What a gate was asked to do. */
export interface GateOptions {
  /** `<host>=<release>` of each component that was deployed. */
  releases: readonly string[];
  /** After so long a release that has not come is given up, in ms. */
  fenceTimeoutMs: number;
  rounds: number;
  bakeMs: number;
  /** The run that it is compared with, in place of those that the store knows. */
  baseline?: RunRecord;
  /** ISO instant at which the deploy began: what ran later says nothing of the time before. */
  deployedAt?: string;
  /** The deploy migrates data. */
  migration: boolean;
  /** It is the way back: judged by whether things are better than before, and never held up. */
  isRollback: boolean;
  /** In place of the target's. */
  mode?: 'observe' | 'block';
  onInconclusive?: 'block' | 'pass';
  /** Why nothing is looked at. */
  skip?: string;
}
