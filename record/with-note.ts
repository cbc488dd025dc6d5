import type { RunRecord } from './run-record.ts';

/** The record of a run in which something around the checks was not as it should be, and no check is the worse for it. Pure. */
export const withNote = (record: RunRecord, note: string): RunRecord => ({
  ...record,
  notes: [...(record.notes ?? []), note],
});
