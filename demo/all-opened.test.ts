import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allOpened } from './all-opened.ts';

test('what could be opened is handed on in order', async () => {
  assert.deepEqual(await allOpened([Promise.resolve(1), 'two', Promise.resolve([3])]), [1, 'two', [3]]);
});

test('one that fails is told only when the others are open', async () => {
  const late = Promise.withResolvers<string>();
  let isOpen = false;
  const opening = allOpened([Promise.reject(new Error('the seed failed')), late.promise.then(() => (isOpen = true))]);
  setImmediate(() => late.resolve('open'));
  await assert.rejects(opening, /the seed failed/);
  assert.ok(isOpen);
});
