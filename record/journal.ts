import { z } from 'zod';
import type { RunDraft } from './finalize-record.ts';
import { type CheckRecord, checkRecordSchema, runHeaderSchema, runRecordSchema } from './run-record.ts';

const { expected, notWatched, requests, releases } = runRecordSchema.shape;

/** One line of `journal.jsonl`: the run's plan, a finished check, or a fault of the harness. Written at once, so that a kill loses at most the check under way. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), header: runHeaderSchema, expected, notWatched }),
  z.strictObject({ kind: z.literal('check'), check: checkRecordSchema, requests, releases }),
  z.strictObject({ kind: z.literal('harness'), message: z.string() }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** Where the journal lies in the folder of a run. */
export const journalFile = 'journal.jsonl';

/** What was written so far. A last line cut in half is passed over. */
export const entriesOf = (journal: string): JournalEntry[] => journal.split('\n').flatMap(parseLine);

/**
 * Rebuilds what a killed recorder knew. Anything before `begin` is passed over.
 *
 * @returns undefined when the run never began.
 */
export function draftFromJournal(journal: string, endedAt: string): RunDraft | undefined {
  const entries = entriesOf(journal);
  // A run that was started ahead of its time begins twice.
  const begin = entries.findLast((entry) => entry.kind === 'begin');
  if (!begin) return undefined;
  const { header, expected, notWatched } = begin;
  const draft: RunDraft = {
    header,
    expected,
    notWatched,
    checks: [],
    harness: [],
    releases: {},
    requests: { sent: 0, refused: 0 },
    endedAt,
  };
  for (const entry of entries) apply(draft, entry);
  return draft;
}

/** Adds one entry to what is known so far. */
export function apply(draft: RunDraft, entry: JournalEntry): void {
  if (entry.kind === 'harness') draft.harness.push(entry.message);
  if (entry.kind !== 'check') return;
  putCheck(draft, entry.check);
  draft.requests.sent += entry.requests.sent;
  draft.requests.refused += entry.requests.refused;
  for (const [component, seen] of Object.entries(entry.releases)) {
    draft.releases[component] = [...new Set([...(draft.releases[component] ?? []), ...seen])];
  }
}

/** Adds a check; one that was run again takes the place of what it was before. */
export function putCheck({ checks }: Pick<RunDraft, 'checks'>, check: CheckRecord): void {
  const at = checks.findIndex(({ id }) => id === check.id);
  if (at < 0) checks.push(check);
  else checks[at] = check;
}

function parseLine(line: string): JournalEntry[] {
  try {
    return [journalEntrySchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
