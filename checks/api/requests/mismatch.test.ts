import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Condition } from '#targets/target.ts';
import { inWords, mismatch } from './mismatch.ts';

const values = { before: 41, cost: '0.1', id: 'evt_7', tags: ['a'] };

test('a value is as promised, or it is said what it should have been', () => {
  const rows: [Condition, got: unknown, expected: string | undefined][] = [
    [{ equals: 'paid' }, 'paid', undefined],
    [{ equals: { a: [1, null] } }, { a: [1, null] }, undefined],
    [{ equals: 7 }, '7', '7'],
    [{ equals: null }, undefined, 'null'],
    [{ equals: null }, null, undefined],
    [{ equals: '{id}' }, 'evt_7', undefined],
    [{ equals: 'of {id}' }, 'of evt_7', undefined],
    [{ equals: '{tags}' }, ['a'], undefined],
    [{ matches: '^evt_\\d+$' }, 'evt_7', undefined],
    [{ matches: /^EVT/i }, 'evt_7', undefined],
    [{ matches: '^[0-9]+$' }, 12, undefined],
    [{ matches: 'x' }, ['x'], 'a match of /x/'],
    [{ growsBy: 1, since: 'before' }, 42, undefined],
    [{ growsBy: 1, since: 'before' }, '42', undefined],
    [{ growsBy: 1, since: 'before' }, 43, '42 (41 before)'],
    [{ growsBy: 1, since: 'before' }, 41, '42 (41 before)'],
    [{ growsBy: 0.2, since: 'cost' }, 0.30000000000000004, undefined],
    [{ growsBy: 1, since: 'id' }, 42, 'a number that grows: id was "evt_7"'],
    [{ exists: true }, 0, undefined],
    [{ exists: true }, null, 'something'],
    [{ exists: false }, undefined, undefined],
    [{ exists: false }, 'there', 'nothing'],
  ];
  for (const [condition, got, expected] of rows)
    assert.equal(mismatch(condition, got, values), expected, JSON.stringify([condition, got]));
});

test('what was answered is told in short, and in live without its words', () => {
  assert.equal(inWords('word '.repeat(30)), `"${'word '.repeat(12).trim()}…"`);
  assert.equal(inWords('x'.repeat(80)), 'a text of 80 characters', 'half of a key would be known to nobody as one');
  assert.equal(inWords('Alva Berg', true), 'a text of 9 characters');
  assert.deepEqual(
    [inWords({}), inWords([1]), inWords(undefined), inWords(7, true)],
    ['an object', 'a list of 1', 'nothing', '7'],
  );
});
