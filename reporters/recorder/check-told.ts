import { entriesOf, type JournalEntry } from '#record/journal.ts';
import type { CheckRecord } from '#record/run-record.ts';

/** An entry of the journal that tells of a check. */
type ToldCheck = Extract<JournalEntry, { kind: 'check' }>;

/**
 * The check that a teardown wrote into the journal of its run before it threw. Pure.
 *
 * @param heard the checks that the recorder knows of.
 * @param message of the error, which names the check by its id.
 * @returns undefined when the error is of something else.
 */
export function checkTold(journal: string, heard: readonly CheckRecord[], message: string): ToldCheck | undefined {
  return entriesOf(journal).find(
    (entry): entry is ToldCheck =>
      entry.kind === 'check' && !heard.some(({ id }) => id === entry.check.id) && message.includes(entry.check.id),
  );
}
