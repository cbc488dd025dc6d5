import { fileURLToPath } from 'node:url';
import type { Detection } from './judge-row.ts';

/** A whole look at what a run detects, as it is kept. */
export interface DetectionResult {
  /** ISO instant of the end. */
  date: string;
  commit: string;
  node: string;
  cores: number;
  system: string;
  /** Runs at once. */
  jobs: number;
  minutes: number;
  right: number;
  of: number;
  /** In the order of the rows. */
  detections: Detection[];
}

/** Where the last full result of a system is kept. */
export const resultsFileOf = (system: string): string =>
  fileURLToPath(new URL(`results/${system}.json`, import.meta.url));
