import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { processStat } from '#store/process-stat.ts';

const everyMs = 50;

/**
 * The most memory that a process and all its descendants held at one time, in MiB, sampled until the process ends.
 * Proportional set size: what several processes share is counted once. Linux only.
 */
export async function peakOf(child: ChildProcess): Promise<number> {
  let peak = 0;
  while (child.pid && child.exitCode === null && child.signalCode === null) {
    const sizes = await Promise.all((await treeOf(child.pid)).map(proportionalKiB));
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    await pause(everyMs);
  }
  return peak / 1_024;
}

/** A process and its descendants. */
export async function treeOf(root: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(pids.map((pid) => [pid, processStat(pid)?.parent] as const));
  const belongs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return pid === root || (parent > 1 && belongs(parent));
  };
  return pids.filter(belongs);
}

async function proportionalKiB(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}
