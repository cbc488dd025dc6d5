import { fileURLToPath } from 'node:url';
import type { GateDetection } from './judge-gate.ts';

/** A whole look at how the gate ends, as it is kept. */
export interface GateResult {
  /** ISO instant of the end. */
  date: string;
  commit: string;
  node: string;
  cores: number;
  system: string;
  minutes: number;
  right: number;
  of: number;
  gates: GateDetection[];
}

/** Where the last full result of a system is kept. */
export const gateResultsFileOf = (system: string): string =>
  fileURLToPath(new URL(`../results/${system}-gate.json`, import.meta.url));
