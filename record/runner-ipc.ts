import process from 'node:process';
import type { RunRecord } from './run-record.ts';
import { exitCodes } from './vocabulary.ts';

// What a command and the runner that it started say to each other.

let held = false;

/**
 * What the runner says when every report is written: the command goes on while the process still ends. The record comes
 * with it where the disk did not take it.
 */
interface ClosingWord {
  closed: true;
  record?: unknown;
}

/** In the command: what the runner says at its end; undefined for anything else. */
export const closingWord = (said: unknown): ClosingWord | undefined => (isClosing(said) ? said : undefined);

const isClosing = (said: unknown): said is ClosingWord => typeof said === 'object' && said !== null && 'closed' in said;

/**
 * In the runner: waits until the command that started it lets it go. A runner boots about as long as the command needs
 * to read and judge what it was asked, so both happen at the same time; before the word is given, nothing of ours is
 * loaded here, and nothing is asked of the target. What the command found out meanwhile comes as variables.
 *
 * A runner that a person started goes on at once.
 */
export async function startSignal(): Promise<void> {
  if (!process.env['WATCHPOST_HELD']) return;
  delete process.env['WATCHPOST_HELD'];
  const { promise: told, resolve } = Promise.withResolvers<unknown>();
  const abandoned = () => process.exit(exitCodes.inconclusive);
  process.once('disconnect', abandoned);
  process.once('message', resolve);
  Object.assign(process.env, await told);
  process.off('disconnect', abandoned);
  held = true;
}

/** In the runner: whether a command started it, and not a person. */
export const startedByCommand = (): boolean => held;

/**
 * In the runner: does something when the command that started it is gone.
 *
 * @returns whether there is one.
 */
export function whenCommandIsGone(act: () => void): boolean {
  if (!held) return false;
  if (process.connected) process.once('disconnect', act);
  else act();
  // To wait for that is no reason to go on.
  process.channel?.unref();
  return true;
}

/** In the runner: tells the command, where there is one, that nothing more will be written. */
export function sayClosed(unsaved?: RunRecord): void {
  // A command that is gone wants to know nothing.
  if (held) process.send?.({ closed: true, record: unsaved } satisfies ClosingWord, undefined, {}, () => undefined);
}
