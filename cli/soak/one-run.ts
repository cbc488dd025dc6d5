import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runRecordSchema } from '#record/run-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { runChild } from '../child-run.ts';
import { findingsIn } from './judge-clean-run.ts';
import { loadCores } from './load-cores.ts';
import { endAll, type Process, processesWith } from './processes.ts';
import type { Condition, SoakResult } from './soak-result.ts';

/** What one clean run came to. */
export interface CleanRun {
  seconds: number;
  findings: string[];
  left: SoakResult['left'];
  /** Where its folder is kept; only when there is something to look at. */
  kept?: string;
}

/** How much later answers come in a stressed run: a far network that is not steady. */
export const stress = { latencyMs: 40, jitterMs: 80 } as const;

const patienceMs = 5_000;

/** What is the same for all runs. */
export interface SoakOptions {
  /** Whose demo is booted. */
  system: string;
  /** The store of an earlier run, which each run gets a copy of. */
  past: string;
  signal: AbortSignal;
}

/** One run without any fault, in a world of its own: a demo, a store and a folder for temporary files that nobody else has. */
export async function oneRun(number: number, condition: Condition, options: SoakOptions): Promise<CleanRun> {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-soak-'));
  try {
    const started = performance.now();
    const run = await underConditions(condition, folder, options);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const processes = await leftProcesses(folder);
    const files = readdirSync(join(folder, 'tmp'));
    const { findings, objects } = await judge(
      options.system,
      run.out,
      `ended with ${run.code}: ${run.err.trim().slice(-500)}`,
    );
    const said = [
      ...findings,
      ...processes.map(({ command }) => `left a process: ${command.slice(0, 200)}`),
      ...files.map((name) => `left a file: ${name}`),
      ...objects.map((object) => `left at Stripe: ${object}`),
    ];
    const left = { processes: processes.length, files: files.length, objects: objects.length };
    if (said.length === 0 || options.signal.aborted) return { seconds, findings: said, left };
    const kept = join('reports', 'soak', `run-${number}`);
    rmSync(kept, { recursive: true, force: true });
    cpSync(join(folder, 'reports'), kept, { recursive: true });
    return { seconds, findings: said, left, kept };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function underConditions(condition: Condition, folder: string, { system, ...options }: SoakOptions) {
  if (condition === 'calm') return runChild('soak/clean-run.ts', [system], { folder, ...options });
  await using _load = loadCores();
  const delays = [stress.latencyMs, stress.jitterMs].map(String);
  return await runChild('soak/clean-run.ts', [system, ...delays], { folder, ...options });
}

/** The last processes of a browser may take a moment to end; what stays is told, and ended here. */
async function leftProcesses(folder: string): Promise<Process[]> {
  for (let waited = 0; waited < patienceMs && processesWith(folder).length > 0; waited += 100) await pause(100);
  const left = processesWith(folder);
  endAll(left);
  return left;
}

async function judge(system: string, out: string, ending: string): Promise<{ findings: string[]; objects: string[] }> {
  const lines = out.split('\n').filter((line) => line.startsWith('{'));
  const parsed: { left?: string[] }[] = lines.map((line) => JSON.parse(line));
  const record = parsed.find((one) => 'verdict' in one);
  const left = parsed.find((one) => Array.isArray(one.left))?.left;
  if (!record || !left) return { findings: [ending], objects: left ?? [] };
  const target = await loadTarget(system);
  return { findings: findingsIn(runRecordSchema.parse(record), target), objects: left };
}
