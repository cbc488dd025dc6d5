import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutBetweenWords } from './cut-between-words.ts';

test('a text is cut between words, so that nothing in it is halved', () => {
  assert.equal(cutBetweenWords('up and well', 20), 'up and well');
  assert.equal(cutBetweenWords('up, and key Kv7wZt90xQpLm is in use', 20), 'up, and key…');
  assert.equal(cutBetweenWords('up, and key Kv7wZt90 is', 20), 'up, and key Kv7wZt90…');
  assert.equal(cutBetweenWords('Kv7wZt90xQpLm', 8), '…', 'what is one word is not told');
});

test('a long text without a space takes no longer than one with many', () => {
  assert.equal(cutBetweenWords('x'.repeat(5_000_000), 4_000_000), '…');
});
