import { finalizeRecord, type RunDraft } from '../finalize-record.ts';
import { type CheckRecord, type RunRecord, runRecordSchema } from '../run-record.ts';
import type { RunEnding } from '../verdict.ts';
import { recordedClean, recordedFault } from './recorded.ts';
import { aCheck, type Changes } from './sample-check.ts';

// Whole runs, put together for tests.

/** What a recorder knows at the end of a run in which all expected checks are those given. */
export const aDraft = (checks: CheckRecord[], differing: Partial<RunDraft> = {}): RunDraft => ({
  header: {
    id: '20261121-0256-7f3c',
    target: 'loventia',
    environment: 'test',
    trigger: 'manual',
    tiers: ['http'],
    location: 'local',
    round: 1,
    startedAt: '2026-11-21T02:56:48.600Z',
    versions: { suite: '0.1.0', node: 'v24.0.0', browser: 'not started' },
  },
  expected: checks.map(({ id }) => id),
  notWatched: [],
  checks,
  harness: [],
  releases: {},
  requests: { sent: 0, refused: 0 },
  endedAt: '2026-11-21T02:57:10.000Z',
  ...differing,
});

/** A scheduled run in which all expected checks are those given. */
export function aScheduledRun(checks: CheckRecord[], header: Partial<RunDraft['header']> = {}): RunRecord {
  const draft = aDraft(checks);
  return finalizeRecord({ ...draft, header: { ...draft.header, trigger: 'schedule', ...header } });
}

const cleanLoventia = recordedClean();

/** What a fault of the demo showed when `npm run detect` last looked, check by check. */
export const changesOf = (fault: string, system?: string): Changes =>
  Object.fromEntries(recordedFault(fault, system).checks.map((check) => [check.id, check]));

/**
 * A closed record of a scheduled run of the demo, as it was recorded without any fault, with these checks changed; checked
 * against the schema. What the recorded run did not watch is added as a check that passed but for the changes.
 */
export function sampleRecord(
  changes: Changes = {},
  draft: Partial<RunDraft> = {},
  ending: RunEnding = {},
  clean: RunRecord = cleanLoventia,
): RunRecord {
  const watched = clean.checks.map((check) => ({ ...check, ...changes[check.id] }));
  const added = Object.entries(changes).filter(([id]) => !watched.some((check) => check.id === id));
  const all = [...watched, ...added.map(([id, change]) => aCheck(id, change))];
  const checks = draft.checks ?? all;
  const { id, target, tiers, location, round, startedAt } = clean;
  const record = finalizeRecord(
    {
      header: {
        ...{ id, target, tiers, location, round, startedAt },
        environment: 'test',
        trigger: 'schedule',
        versions: { suite: '0.1.0', node: '24.21.0', browser: '149.0' },
      },
      expected: all.map((check) => check.id),
      notWatched: clean.notWatched.filter((claim) => !all.some((check) => check.id === claim.id)),
      harness: [],
      releases: { api: ['9ab12f0'], app: ['index-3f2a9c1d.js index-77ab01ff.css'] },
      requests: { sent: 87, refused: 6 },
      endedAt: '2026-11-21T02:57:10.000Z',
      ...draft,
      checks,
    },
    ending,
  );
  return runRecordSchema.parse({ ...record, publish: { sent: 64, kept: 0, lost: 0, requests: 1 } });
}
