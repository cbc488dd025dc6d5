import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import { folderStore } from './kinds/folder.ts';
import { pastRunOf, recallRuns, rememberRun } from './past-runs.ts';

const checks = [
  aCheck('api/health', { timings: { health: 12 } }),
  aCheck('edge/tls:api', { timings: { tls: 3 } }),
  aFailure('api/ready', 'dependency'),
  aNotRun('api/version', 'blocked'),
];
const run = (minute: number) =>
  pastRunOf(finalizeRecord(aDraft(checks, { endedAt: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z` })));

test('of a run that is over stays how each claim came out and what it timed, of the last runs only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-past-'));
  try {
    const store = folderStore(folder);
    assert.deepEqual(await recallRuns(store), []);
    for (let minute = 0; minute < 26; minute += 1) await rememberRun(store, run(minute));
    const known = await recallRuns(store);
    assert.deepEqual([known.length, known[0]?.endedAt], [24, '2026-11-21T10:02:00.000Z']);
    assert.deepEqual(known.at(-1)?.claims, {
      'api/health': { outcome: 'pass', ms: { health: 12 } },
      'edge/tls:api': { outcome: 'pass' },
      'api/ready': { outcome: 'fail', class: 'dependency' },
    });
    await store.write('past-runs.json', '[{"id":"of another version"}]');
    assert.deepEqual(await recallRuns(store), []);
  } finally {
    await rm(folder, { recursive: true });
  }
});
