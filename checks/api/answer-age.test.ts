import assert from 'node:assert/strict';
import test from 'node:test';
import { keptFor } from './answer-age.ts';

test('how long a cache has kept an answer is read from what it says, and nothing where it says no figure', () => {
  const said = ['', '0', '61', ' 7200 ', '90, 12', '-5', 'soon', '1.5e9'];
  assert.deepEqual(said.map(keptFor), [0, 0, 61, 7_200, 90, 0, 0, 0]);
});
