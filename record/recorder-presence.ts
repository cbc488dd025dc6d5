import process from 'node:process';

// What the processes of a run know of its recorder. Playwright takes any reporter, so that ours may be missing: then
// nobody closes a record, and what Playwright itself shows has to be the truth.

/**
 * In the runner: the recorder listens to the run that begins now.
 *
 * @param takesBack it turns failures that workers marked as expected into failures again.
 */
export function announceRecorder(takesBack: boolean): void {
  process.env['WATCHPOST_RECORDER'] = `${process.pid} ${takesBack ? 'takes back' : 'listens'}`;
}

/** In the runner: the run is over, and the next one in this process may be without a recorder. */
export function withdrawRecorder(): void {
  delete process.env['WATCHPOST_RECORDER'];
}

/** Whether the run that this process belongs to, as its runner or as a worker, has the recorder. */
export const recorderListens = (): boolean => announced() !== undefined;

/** Whether a failure may be marked as expected: it is certain that somebody takes that back. */
export const recorderTakesBack = (): boolean => announced() === 'takes back';

/** By the id of the runner's process: a variable that was inherited from another run says nothing. */
function announced(): string | undefined {
  const [, pid, how] = /^(\d+) (.+)$/.exec(process.env['WATCHPOST_RECORDER'] ?? '') ?? [];
  return pid && [process.pid, process.ppid].includes(Number(pid)) ? how : undefined;
}
