import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import type { Round } from './decision.ts';
import { lookInRounds, type RoundsOptions } from './rounds.ts';

const recordOf = (...checks: Parameters<typeof aDraft>[0]) => finalizeRecord(aDraft(checks));
const good = recordOf(aCheck('api/ready'));
const bad = recordOf(aFailure('api/ready', 'dependency'));
const cut = recordOf(aNotRun('api/ready', 'cut-off'));
const nothing = recordOf();

/** The looks that come about when each of them finds this; the pauses in between. */
async function looksAt(found: readonly Round['record'][], differing: Partial<RoundsOptions<Round>> = {}) {
  const seen: string[] = [];
  const pauses: number[] = [];
  const looked = await lookInRounds<Round>({
    ...{ rounds: 3, bakeMs: 60_000, criticalFirst: true },
    look: async (kind, round) => {
      seen.push(kind === 'critical' ? kind : `round ${round}`);
      return { kind, record: found[seen.length - 1] ?? good, causes: [] };
    },
    changed: async () => undefined,
    isSure: (rounds) => rounds.length > 1 && rounds.slice(-2).every(({ record }) => record === bad),
    isDoubtful: (rounds) => rounds.at(-1)?.record === bad,
    pause: async (ms) => void pauses.push(Math.round(ms / 1_000)),
    isStopped: () => false,
    ...differing,
  });
  return { seen, pauses, looked };
}

test('looks at what is critical first, then at everything, over the whole bake', async () => {
  const { seen, pauses } = await looksAt([]);
  assert.deepEqual(seen, ['critical', 'round 1', 'round 2', 'round 3']);
  assert.deepEqual(pauses, [30, 60]);
});

test('takes a look at what is critical for the first at everything where that is everything', async () => {
  const { seen, looked } = await looksAt([], {
    look: async (kind) => ({ kind: kind === 'critical' ? 'all' : kind, record: good, causes: [] }),
  });
  assert.deepEqual([seen, looked.rounds.length], [[], 3], 'three in all');
  const only = await looksAt([], { rounds: 1, look: async () => ({ kind: 'all', record: good, causes: [] }) });
  assert.equal(only.looked.rounds.length, 1);
});

test('looks again at once where it doubts, ends where it is sure, and goes on where it was nothing', async () => {
  assert.deepEqual((await looksAt([bad, bad])).seen, ['critical', 'critical']);
  assert.deepEqual((await looksAt([good, bad, good])).seen, ['critical', 'round 1', 'round 1', 'round 2', 'round 3']);
});

test('ends with a look that says nothing of the target; that nothing is critical is no such', async () => {
  assert.deepEqual((await looksAt([good, cut])).seen, ['critical', 'round 1']);
  assert.deepEqual((await looksAt([nothing, nothing])).seen, ['critical', 'round 1']);
  assert.deepEqual((await looksAt([nothing], { rounds: 1 })).seen, ['critical', 'round 1']);
});

test('ends when the deploy changes under it, and when it is stopped', async () => {
  const { looked, seen } = await looksAt([], { changed: async () => 'api served a and b now' });
  assert.deepEqual([seen, looked.changed], [['critical'], 'api served a and b now']);
  const stopped = await looksAt([], { isStopped: () => true });
  assert.deepEqual([stopped.seen, stopped.looked.stopped], [[], true]);
});
