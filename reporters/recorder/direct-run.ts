import type { RunRecord } from '#record/run-record.ts';

/** How many reasons of a verdict are told; all of them are in the record. */
const most = 5;

/**
 * Whether a run of Playwright is one to be recorded. A list runs nothing; and in its UI and in an editor somebody tries
 * checks out one after another: Playwright shows what came of it, and the process that serves them has no verdict.
 *
 * @param mode what Playwright tells its reporters: `test`, `list` or `merge`.
 * @param argv of Playwright's process.
 */
export function isRecorded(mode: string, [, , command, ...flags]: readonly string[]): boolean {
  return mode === 'test' && command === 'test' && !flags.some((flag) => /^--ui(-host|-port)?(=|$)/.test(flag));
}

/** The last lines of a run that no command tells of: how it ended, with which code, and why. */
export function lastLines({ verdict: { name, code, reasons } }: Pick<RunRecord, 'verdict'>, folder: string): string {
  const told = reasons.slice(0, most).map(({ message }) => message);
  const more = reasons.length > most ? [`and ${reasons.length - most} more`] : [];
  return [`watchpost: ${name}, exit code ${code}`, ...told, ...more, `record in ${folder}; nothing was published`].join(
    '\n  ',
  );
}
