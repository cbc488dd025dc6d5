import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, formatHistory, type NamedRun, nameOf, type Point, parseHistory, withRun } from './history.ts';

const run = (system: string, at: number): NamedRun => ({ id: `run-${at}`, system, startedMs: at });
const line: Point = { name: 'as Allure names it', timestamp: 999_999, testResults: {} };
const historyOf = (...runs: NamedRun[]) => runs.reduce<Point[]>((history, one) => withRun(history, one, line), []);
const names = (points: readonly Point[]) => points.map(({ name }) => name);

test('a run that is reported twice stands in the history once', () => {
  const first = run('shop (live)', 1);
  assert.deepEqual(names(historyOf(first, first)), ['shop (live) run-1']);
});

test('a run takes its place by its start, whenever it is reported', () => {
  const [early, late] = [run('shop (live)', 1), run('shop (live)', 2)];
  assert.deepEqual(names(historyOf(late, early)), [nameOf(early), nameOf(late)]);
  assert.deepEqual(names(before(historyOf(late, early), early)), []);
  assert.deepEqual(names(before(historyOf(late, early), late)), [nameOf(early)]);
});

test('a run is compared with runs of its own system only', () => {
  const [live, demo] = [run('shop (live)', 1), run('shop (demo)', 2)];
  assert.deepEqual(names(before(historyOf(live, demo), run('shop (live)', 3))), [nameOf(live)]);
});

test('the thirty newest runs of each system are kept', () => {
  const live = Array.from({ length: 35 }, (_, at) => run('shop (live)', at + 10));
  const history = historyOf(run('shop (demo)', 1), ...live);
  assert.deepEqual(names(history), [nameOf(run('shop (demo)', 1)), ...live.slice(5).map(nameOf)]);
  assert.equal(before(history, run('shop (live)', 1_000)).length, 29);
});

test('a history survives being written and read', () => {
  const history = historyOf(run('shop (live)', 1), run('shop (live)', 2));
  assert.deepEqual(parseHistory(formatHistory(history)), history);
  assert.deepEqual(parseHistory(''), []);
});
