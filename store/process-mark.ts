import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { processStat } from './process-stat.ts';

/** A process for good: its id is given to another one when it is gone, and then another start belongs to it. */
export interface ProcessMark {
  pid: number;
  /** When it started, as the system counts: ticks since boot, or seconds since 1970. 0 where the system does not tell. */
  start: number;
}

let own: ProcessMark | undefined;

/** This process. */
export function ownMark(): ProcessMark {
  own ??= { pid: process.pid, start: startOf(process.pid) ?? 0 };
  return own;
}

/** Whether the very process still runs. */
export const isRunning = ({ pid, start }: ProcessMark): boolean => isTaken(pid) && startOf(pid) === start;

/** Where the ids of processes mean the same: a machine, or a container on it. Eight hex digits. */
export function machineMark(): string {
  return createHash('sha256').update(`${hostname()} ${pidNamespace()}`).digest('hex').slice(0, 8);
}

function isTaken(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Undefined when it has ended, also where nobody has yet asked how. */
function startOf(pid: number): number | undefined {
  return process.platform === 'linux' ? startInProc(pid) : startByPs(pid);
}

function startInProc(pid: number): number | undefined {
  const stat = processStat(pid);
  return stat?.isDefunct ? undefined : stat?.start;
}

function startByPs(pid: number): number | undefined {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } } as const;
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options);
    return Date.parse(told.trim()) / 1_000 || 0;
  } catch {
    // Without such a program, whoever has the id is taken for the same.
    return 0;
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
