import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFiles } from './group-files.ts';

test('neighbours share a process, so many at most', () => {
  assert.deepEqual(groupFiles(['a', 'b', 'c', 'd', 'e'], 2), [['a', 'b'], ['c', 'd'], ['e']]);
});

test('no file, no process', () => {
  assert.deepEqual(groupFiles([], 2), []);
});
