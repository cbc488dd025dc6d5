import assert from 'node:assert/strict';
import process from 'node:process';
import { afterEach, test } from 'node:test';
import { inOneLine } from './our-fault.ts';

afterEach(() => {
  delete process.env['OWN_STORE_TOKEN'];
});

test('an error is told in one line', () => {
  assert.equal(inOneLine(new Error('the disk\n  is full')), 'the disk is full');
  assert.equal(inOneLine(new RangeError()), 'RangeError');
  assert.equal(inOneLine('gone'), 'gone');
});

test('a secret of this process is told in no error, wherever the line is cut', () => {
  const secret = 'q7-Lmz0/Vv"R4 tt';
  process.env['OWN_STORE_TOKEN'] = secret;
  for (let before = 270; before < 305; before += 1) {
    const told = inOneLine(new Error(`${'x '.repeat(before).slice(0, before)}${secret} is refused`));
    assert.ok(told.length <= 301, told);
    assert.doesNotMatch(told, /q7-|Lmz0|Vv/);
  }
});

test('of what is cut off, no half is left: it may be a secret that nobody has named', () => {
  assert.match(inOneLine(`${'y '.repeat(147)}sk9f8a7c6b5d4e3f2a`), /y…$/);
});
