import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from './plain-text.ts';

for (const [what, text, plain] of [
  ['a colour', '\u001b[31mred\u001b[0m', 'red'],
  ['a title of the window', 'x\u001b]0;owned\u0007y', 'xy'],
  ['a link', '\u001b]8;;https://elsewhere.example\u0007here\u001b]8;;\u0007', 'here'],
  ['a cleared screen in eight bits', '\u009b2Jall green', 'all green'],
  ['a bell and a step back', 'no\u0007\b\bok', 'nook'],
  ['a text that is turned around', 'exit \u202e0 edoc\u202c \u2066x\u2069', 'exit 0 edoc x'],
  ['an escape that leads nowhere', 'a\u001bb\u0000c', 'abc'],
  ['a line that would be written over', 'FAILED\rOK    ', 'FAILED\nOK    '],
  ['lines, tabs and other scripts', 'één\t二\nשלוש', 'één\t二\nשלוש'],
] as const)
  test(`${what} is printed as text`, () => assert.equal(plainText(text), plain));
