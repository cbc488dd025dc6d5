import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSrcset } from './srcset.ts';

// What Chromium asks for, but for those that it drops and those that it has no use for.
const rows: [srcset: string, names: string[]][] = [
  ['a.png 1x, b.png 2x', ['a.png', 'b.png']],
  ['a.png 1x,b.png 2x', ['a.png', 'b.png']],
  ['a.png 400w 300h,\n  b.png 1.5x', ['a.png', 'b.png']],
  ['/w_400,h_300/a.png 400w, /w_800,h_600/a.png 800w', ['/w_400,h_300/a.png', '/w_800,h_600/a.png']],
  ['a.png,b.png 2x', ['a.png,b.png']],
  ['a.png , b.png 2x', ['a.png', 'b.png']],
  ['a.png, b.png', ['a.png', 'b.png']],
  [' , a.png,,', ['a.png']],
  ['data:image/gif;base64,AAAA 1x, b.png 2x', ['data:image/gif;base64,AAAA', 'b.png']],
  ['a.png (x, y) 1x, b.png 2x', ['b.png']],
  ['a.png wide, b.png 2x', ['b.png']],
  ['', []],
];
for (const [srcset, names] of rows)
  test(`${JSON.stringify(srcset)} names ${names.join(' and ') || 'nothing'}`, () =>
    assert.deepEqual(readSrcset(srcset), names));

test('one that has no end is read in the time that its length takes', () => {
  for (const part of [',', 'a,', '(', 'a (', ' ', 'a ']) readSrcset(part.repeat(200_000));
});
