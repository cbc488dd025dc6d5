import { readdirSync, readFileSync } from 'node:fs';
import { processStat } from '#store/process-stat.ts';

/** A process of this machine. */
export interface Process {
  pid: number;
  parent: number;
  /** That of the process group it belongs to, which is the id of the process that leads it. */
  group: number;
  command: string;
}

/** Where the system tells of its processes as files; elsewhere nothing can be said about what is left behind. */
export const canSeeProcesses = process.platform === 'linux';

/**
 * The processes that were started, directly or not, with this text in their environment or on their command line, and
 * whoever is in a group that one of them leads: Chromium writes over the environment of its pages.
 * Unlike a tree of parents it holds those as well whose parent has ended.
 *
 * @param groups such groups that were seen before: their leader may be gone.
 */
export function processesWith(marker: string, groups: ReadonlySet<number> = new Set()): Process[] {
  const all = allProcesses();
  const marked = new Set(all.filter(({ told }) => told.includes(marker)).map(({ pid }) => pid));
  return all.filter(({ pid, group }) => marked.has(pid) || marked.has(group) || groups.has(group));
}

/** The groups that processes with this text lead. */
export const groupsWith = (marker: string): number[] =>
  processesWith(marker).flatMap(({ pid, group }) => (pid === group ? [group] : []));

function allProcesses(): (Process & { told: string })[] {
  if (!canSeeProcesses) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.flatMap((pid) => {
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
    const stat = processStat(Number(pid));
    if (command === '' || !stat) return [];
    const { parent, group } = stat;
    return [{ pid: Number(pid), parent, group, command, told: `${read(pid, 'environ')}${command}` }];
  });
}

/** Ends each of them at once, by its id. */
export function endAll(processes: readonly Process[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** A process that has just ended has nothing to tell. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
