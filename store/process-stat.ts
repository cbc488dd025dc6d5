import { readFileSync } from 'node:fs';

/** What Linux tells of a process. */
export interface ProcessStat {
  /** It has ended, and nobody has yet asked how. */
  isDefunct: boolean;
  parent: number;
  /** The process group, by the id of the process that leads it. */
  group: number;
  /** When it started, in ticks since boot. */
  start: number;
  /** How long it has worked on all cores, in ticks: mostly 10 ms each. */
  worked: number;
}

/**
 * Undefined where there is no such process, and where the system is another.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processStat(pid: number): ProcessStat | undefined {
  const text = read(pid);
  // The name of the program may hold spaces and brackets: what counts comes after the last one.
  const [state, parent, group, ...others] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (!state) return undefined;
  const [worked, start] = [Number(others[8]) + Number(others[9]), Number(others[16])];
  return { isDefunct: state === 'Z', parent: Number(parent), group: Number(group), start, worked };
}

function read(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return '';
  }
}
