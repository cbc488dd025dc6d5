import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameShape } from './same-shape.ts';

const rows: [what: string, one: string, other: string, same: boolean][] = [
  ['the same', '{a:string,b:{…}}', '{a:string,b:{…}}', true],
  ['a word that was null', '{a:null,b:[2]}', '{a:string,b:[2]}', true],
  ['a number that became null', '{a:{b:number}}', '{a:{b:null}}', true],
  ['a list that grew', '{a:[2]}', '{a:[13]}', true],
  ['a list that is empty now', '{a:[2]}', '{a:[0]}', false],
  ['a list that is no longer empty', '[0]', '[4]', false],
  ['an object that is gone', '{user:{id:string}}', '{user:null}', false],
  ['a list that is null', '{a:[2]}', '{a:null}', false],
  ['another type', '{a:string}', '{a:number}', false],
  ['a field more', '{a:string}', '{a:string,b:null}', false],
  ['another field', '{null:string}', '{a:string}', false],
];

for (const [what, one, other, same] of rows)
  test(`${what} is ${same ? 'no' : 'a'} change`, () => {
    assert.equal(isSameShape(one, other), same);
    assert.equal(isSameShape(other, one), same);
  });
