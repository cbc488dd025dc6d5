import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { arrivedData, writtenData } from './written-data.ts';

const store = mkdtempSync(join(tmpdir(), 'written-'));
after(() => rmSync(store, { recursive: true }));

const at = '2026-11-28T18:00:00.000Z';
const dimensions = { Target: 'shop', Environment: 'test' };

function write(state: string, metric: string): void {
  const folder = join(store, 'shop-test', 'outbox', state);
  mkdirSync(folder, { recursive: true });
  const data = [{ metric, unit: 'Count', dimensions, values: [1], at }];
  writeFileSync(join(folder, `${metric}.json`), JSON.stringify({ namespace: 'Watchpost', runId: 'run', data }));
}

test('a datum that was written down has the same name when it has arrived, and what was given up is told apart', () => {
  write('waiting', 'RunCompleted');
  write('sending', 'Failures');
  write('aside', 'HarnessFaults');
  writeFileSync(join(store, 'shop-test', 'outbox', 'waiting', 'cut.json'), '{"namespace"');
  const { waiting, given } = writtenData(store);
  assert.deepEqual([waiting.size, given.size], [2, 1]);
  const pairs = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const sample = { time: Date.parse(at), unit: 'Count', sampleCount: 1, sum: 1, minimum: 1, maximum: 1 };
  const arrived = arrivedData([
    { namespace: 'Watchpost', metricName: 'RunCompleted', dimensions: pairs, samples: [sample] },
  ]);
  assert.equal(waiting.intersection(arrived).size, 1);
});
