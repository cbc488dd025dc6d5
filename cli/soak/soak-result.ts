import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How a run had it: the machine for itself, or every core busy and answers that come late and unevenly. */
export const conditions = ['calm', 'stressed'] as const;
export type Condition = (typeof conditions)[number];

/** Something that a clean run should not have said, or left. */
export interface Finding {
  run: number;
  condition: Condition;
  what: string[];
  /** Where the folder of the run is kept. */
  kept: string;
}

/** What many runs without any fault came to. */
export interface SoakResult {
  /** ISO instant of the end. */
  date: string;
  commit: string;
  node: string;
  cores: number;
  /** Added to each answer in a stressed run, and up to so much more by chance, in ms. */
  stress: { latencyMs: number; jitterMs: number };
  /** How many were asked for. */
  wanted: number;
  /** How long each took, in seconds, in the order they ran; the second, fourth … are stressed. */
  calm: number[];
  stressed: number[];
  findings: Finding[];
  /** Over all runs. */
  left: { processes: number; files: number; objects: number };
}

/** Where the last full result of a system is kept. */
export const resultsFileOf = (system: string): string =>
  fileURLToPath(new URL(`results/${system}.json`, import.meta.url));

export const runsIn = ({ calm, stressed }: SoakResult): number => calm.length + stressed.length;

/** In a few words, for a person. */
export function inWords(result: SoakResult): string {
  const { findings, left, calm, stressed } = result;
  const all = left.processes + left.files + left.objects;
  const behind = all === 0 ? 'nothing' : `${left.processes} processes, ${left.files} files, ${left.objects} objects`;
  return `${runsIn(result)} clean runs (${calm.length} calm, ${stressed.length} stressed): ${findings.length} with a finding, ${behind} left behind`;
}

/** A result that was written down, whole or in part; undefined when there is none. */
export function readResult<R = SoakResult>(file: string): R | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
