import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatProblems, nearest } from './problem.ts';

test('a person reads each problem as a block of four lines below one that says that nothing has run', () => {
  const problem = { where: '--target', found: '"x"', expected: 'one of: loventia', remedy: 'use one' };
  const [first, ...blocks] = formatProblems([problem, problem]).split('\n');
  assert.match(first ?? '', /Nothing has run: 2 problems/);
  assert.equal(blocks.length, 8);
  assert.match(formatProblems([problem]), /1 problem in/);
});

test('the nearest word is one that can have been meant', () => {
  const valid = ['loventia', 'marketplace'];
  assert.equal(nearest('Loventja', valid), 'loventia');
  assert.equal(nearest('marketplc', valid), 'marketplace');
  assert.equal(nearest('pulse', valid), undefined);
  assert.equal(nearest('pulse', []), undefined);
});
