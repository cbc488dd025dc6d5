import type { Command } from 'commander';
import { type Cadence, cadences } from '#record/vocabulary.ts';
import { ConfigError, type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { durationMs } from './duration.ts';

/** The flags that `check` has beside those of every run. */
export interface CheckFlags {
  confirmAfter?: string;
  unlessDone?: boolean;
}

/** What they ask for. */
export interface CheckOptions {
  /** How long after a red run its red checks run again, in ms; 0 for not at all. */
  confirmAfterMs: number;
  /** The cadence whose last run is looked up first; undefined where this run is made in any case. */
  unlessDone?: Cadence;
}

/** Long enough for what lasts a moment to be over, short enough to know before the next tick. */
const usualMs = 20_000;

/** Adds them to the command. */
export const addCheckOptions = (command: Command): Command =>
  command
    .option(
      '--confirm-after <time>',
      'how long after a red run its red checks run again; 0s: never (with --cadence: 20s)',
    )
    .option('--unless-done', 'ends at once where a run of the cadence has come to its end within its time');

/**
 * What the flags ask for.
 *
 * @throws {ConfigError} with every flag that does not fit.
 */
export function checkOptionsOf({ confirmAfter, unlessDone }: CheckFlags, environment: Environment): CheckOptions {
  const problems: ConfigProblem[] = [];
  const cadence = cadenceOf(environment, problems);
  const isScheduled = (environment['WATCHPOST_TRIGGER'] ?? (cadence && 'schedule')) === 'schedule';
  const usual = cadence && isScheduled ? usualMs : 0;
  const confirmAfterMs = confirmAfter === undefined ? usual : durationMs(confirmAfter);
  if (confirmAfterMs === undefined)
    problems.push({
      where: '--confirm-after',
      found: `"${confirmAfter}"`,
      expected: 'a duration such as 20s or 1m',
      remedy: 'write one; 0s for no second look',
    });
  if (confirmAfterMs && !isScheduled)
    problems.push({
      where: '--confirm-after',
      found: 'a run that is not of the schedule',
      expected: '--cadence or --trigger schedule with it',
      remedy: 'leave it out: whoever runs the checks by hand can run them again',
    });
  if (unlessDone && !cadence && problems.length === 0)
    problems.push({
      where: '--unless-done',
      found: 'no cadence',
      expected: `--cadence with it, one of: ${cadences.join(', ')}`,
      remedy: 'say which run of the schedule this is',
    });
  if (problems.length > 0) throw new ConfigError(problems);
  return { confirmAfterMs: confirmAfterMs ?? 0, ...(unlessDone && cadence && { unlessDone: cadence }) };
}

function cadenceOf({ WATCHPOST_CADENCE: named }: Environment, problems: ConfigProblem[]): Cadence | undefined {
  const found = cadences.find((one) => one === named);
  if (named && !found) problems.push(unknownWord('--cadence', named, cadences, 'one of'));
  return found;
}
