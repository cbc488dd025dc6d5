import { healthy, type Misfortune } from './misfortunes.ts';

/** What is seen of a run that met with a misfortune, and of the command after it. */
export interface SeenRun {
  /** Whether the misfortune came before the run had ended; one of files and of CloudWatch always does. */
  struck: boolean;
  /** The exit code; null where a signal ended it. */
  code: number | null;
  /** It did not come to an end by itself, and was killed. */
  overdue: boolean;
  /** How long it went on after it was struck, in s. */
  secondsAfter: number;
  /** Whether a check had begun when it ended: before that there is nothing to tell. */
  hasBegun: boolean;
  /** Whether its answer stands in stdout. */
  told: boolean;
  /** The run that came next, on the same store: healthy and undisturbed. */
  next: { code: number | null; told: boolean };
  /** Processes that went on when the run was over, by their commands. */
  processes: readonly string[];
  /** What lay in the folder for temporary files after the next command. */
  folders: readonly string[];
  /** Subscriptions that were still paid for after the next sweep. */
  bought: number;
  /** Data that were written down and reached CloudWatch neither then nor with the next run, and do not wait either. */
  lost: readonly string[];
}

/** Whoever is told to end takes back what it bought, closes and publishes; in so many seconds, on a machine that is busy. */
const mostSecondsAfter = 60;

/** What is wrong with it, in words; empty when all is right. Pure. */
export function wrongsOf(misfortune: Misfortune, seen: SeenRun): string[] {
  const { struck, code, overdue, secondsAfter, hasBegun, told, next, processes, folders, bought, lost } = seen;
  const codes = struck ? misfortune.codes : healthy;
  const mayBeSilent = code === null || !hasBegun;
  const isLate = struck && misfortune.signal !== undefined && secondsAfter > mostSecondsAfter;
  return [
    ...(overdue ? ['never ended, and was killed'] : []),
    ...(isLate && !overdue ? [`went on for ${Math.round(secondsAfter)} s after it was told to end`] : []),
    ...(codes.includes(code) ? [] : [`ended with ${code}, not with ${codes.join(' or ')}`]),
    ...(told || mayBeSilent ? [] : ['its answer stands nowhere in stdout']),
    ...(next.code !== null && healthy.includes(next.code) ? [] : [`the next run ended with ${next.code}`]),
    ...(next.told ? [] : ['the next run told nothing']),
    ...processes.map((command) => `left a process: ${command.slice(0, 200)}`),
    ...folders.map((name) => `left in the temporary folder: ${name}`),
    ...(bought > 0 ? [`left bought: ${bought} subscriptions`] : []),
    ...lost.map((datum) => `lost: ${datum}`),
  ];
}
