import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFiles } from './group-files.ts';

test('neighbours share a process, so many at most', () => {
  assert.deepEqual(groupFiles(['a', 'b', 'c', 'd', 'e'], 2), [['a', 'b'], ['c', 'd'], ['e']]);
});

test('no file, no process', () => {
  assert.deepEqual(groupFiles([], 2), []);
});

test('the longest go first, then those that share nothing, each alone', () => {
  const apart = { longest: ['d', 'b'], isAlone: (file: string) => file === 'c' };
  assert.deepEqual(groupFiles(['a', 'b', 'c', 'd', 'e', 'f'], 2, apart), [['d'], ['b'], ['c'], ['a', 'e'], ['f']]);
});

test('one of the longest that is gone is an error', () => {
  assert.throws(() => groupFiles(['a'], 2, { longest: ['b'] }), /no test file b/);
});
