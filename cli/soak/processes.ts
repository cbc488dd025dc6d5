import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface Process {
  pid: number;
  parent: number;
  command: string;
}

/** Where the system tells of its processes as files; elsewhere nothing can be said about what is left behind. */
export const canSeeProcesses = process.platform === 'linux';

/**
 * The processes that were started, directly or not, with this text in their environment or on their command line.
 * Unlike a tree of parents it holds those as well whose parent has ended.
 */
export function processesWith(marker: string): Process[] {
  if (!canSeeProcesses) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.flatMap((pid) => {
    const environment = read(pid, 'environ');
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
    if (command === '' || !`${environment}${command}`.includes(marker)) return [];
    return [{ pid: Number(pid), parent: parentOf(pid), command }];
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

/** The name of a program may hold spaces and brackets: what counts comes after the last one. */
function parentOf(pid: string): number {
  const [, parent = ''] = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return Number(parent);
}
