import { fileURLToPath } from 'node:url';
import type { MisfortuneName } from './misfortunes.ts';

/** What many runs came to that met with a misfortune each. */
export interface ChaosResult {
  /** ISO instant of the end. */
  date: string;
  commit: string;
  node: string;
  cores: number;
  /** With it, and its number, a run meets with the same again. */
  seed: number;
  wanted: number;
  /** How long a run takes that nothing befalls, in ms: no blow comes later. */
  typicalMs: number;
  runs: { run: number; misfortune: MisfortuneName; afterMs: number; struck: boolean; seconds: number }[];
  /** Those whose misfortune could not be brought about on this machine. */
  missing: { run: number; misfortune: MisfortuneName; why: string }[];
  findings: { run: number; misfortune: MisfortuneName; afterMs: number; what: string[]; kept: string }[];
}

/** Where the last full result of a system is kept. */
export const chaosResultFile: string = fileURLToPath(new URL('../results/chaos-loventia.json', import.meta.url));

/** In a few words, for a person. */
export function chaosInWords({ seed, runs, findings, missing }: ChaosResult): string {
  const kinds = Object.entries(Object.groupBy(runs, ({ misfortune }) => misfortune));
  const counts = kinds.map(([name, of]) => `${of.filter(({ struck }) => struck).length} of ${of.length} ${name}`);
  const untried = missing.length === 0 ? '' : `, ${missing.length} could not be brought about`;
  return `${runs.length} runs with a misfortune each (seed ${seed}), ${findings.length} with a finding${untried}; struck before the end: ${counts.toSorted().join(', ')}`;
}
