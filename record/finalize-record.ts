import { markCauses } from './root-causes.ts';
import { type CheckRecord, type RunHeader, type RunRecord, recordVersion } from './run-record.ts';
import { judge, type RunEnding } from './verdict.ts';

/** Everything the recorder knows when a run ends, or its journal when the recorder did not get that far. */
export interface RunDraft {
  header: RunHeader;
  expected: string[];
  notWatched: RunRecord['notWatched'];
  checks: CheckRecord[];
  harness: string[];
  releases: RunRecord['releases'];
  requests: RunRecord['requests'];
  warnings?: string[];
  notes?: string[];
  /** ISO instant at which the run ended. */
  endedAt: string;
}

/** Makes the run record: fills in what never ran, marks causes and symptoms, and decides the verdict. Pure. */
export function finalizeRecord(draft: RunDraft, ending: RunEnding = {}): RunRecord {
  const checks = markCauses(draft.checks);
  const { header, expected, notWatched, harness, releases, requests, endedAt, warnings = [], notes = [] } = draft;
  return {
    schema: recordVersion,
    complete: true,
    ...header,
    endedAt,
    durationMs: Math.max(0, Date.parse(endedAt) - Date.parse(header.startedAt)),
    releases,
    requests,
    expected,
    notWatched,
    checks,
    ...(warnings.length > 0 && { warnings }),
    ...(notes.length > 0 && { notes }),
    harness,
    verdict: judge({ ...header, checks, expected, harness }, ending),
    publish: { sent: 0, kept: 0, lost: 0, requests: 0 },
  };
}

/** What a record was made from, so that it can be made anew when more is known. Pure. */
export function draftOf(record: RunRecord): RunDraft {
  const { schema: _, complete: __, durationMs: ___, verdict: ____, publish: _____, ...rest } = record;
  const { endedAt, releases, requests, expected, notWatched, checks, warnings, notes, harness, ...header } = rest;
  return {
    ...{ header, expected, notWatched, checks, harness, releases, requests, endedAt },
    ...(warnings && { warnings }),
    ...(notes && { notes }),
  };
}
