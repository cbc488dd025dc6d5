import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import { noHistory, withRun } from '#store/history.ts';
import { historyContextOf } from './history-context.ts';

const [first, then] = ['2026-11-21T10:10:00.000Z', '2026-11-21T10:15:00.000Z'];
const long = (letter: string) => letter.repeat(60);
const wellRun = finalizeRecord(
  aDraft([aCheck('api/ready')], { endedAt: first, releases: { api: ['9ab12f0'], app: [long('x')] } }),
);
const redRun = finalizeRecord(
  aDraft([aFailure('api/ready', 'dependency')], {
    endedAt: then,
    releases: { api: ['c41d77e'], app: [long('y')] },
  }),
);
const afterWell = withRun(noHistory, wellRun);

test('a red run is told when its claims last held, which releases came, and what is not as it was', () => {
  const { claims, releases, redRuns, changed } = historyContextOf(afterWell, redRun);
  assert.deepEqual(claims?.['api/ready'], { passedAt: first, heldAt: first });
  assert.deepEqual(releases?.['api'], [
    { seen: ['9ab12f0'], since: first },
    { seen: ['c41d77e'], since: then },
  ]);
  assert.equal(redRuns, 1);
  assert.equal(changed, `release of api 9ab12f0 -> c41d77e; release of app ${'x'.repeat(40)}… -> ${'y'.repeat(40)}…`);
});

test('a later red run is told since when', () => {
  const { claims, redRuns } = historyContextOf(withRun(afterWell, redRun), redRun);
  assert.deepEqual([claims?.['api/ready']?.failingSince, redRuns], [then, 2]);
});

test('a good run has nothing to compare, whatever has changed', () => {
  const history = { ...noHistory, good: { 'release of api': 'old' } };
  const { redRuns, changed } = historyContextOf(history, wellRun);
  assert.deepEqual([redRuns, changed], [undefined, undefined]);
});
