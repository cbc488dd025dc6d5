import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotation } from './annotation.ts';

test('whatever stands in the texts of an annotation, it is one command', () => {
  const said = annotation({ kind: 'warning', title: 'a, b: c', text: '100%\n::error::no ##[error]no', at: 'a,b.ts:7' });
  assert.equal(said, '::warning file=a%2Cb.ts,line=7,title=a%2C b%3A c::100%25%0A::error::no # #[error]no');
});

test('what is about no line names none', () => {
  assert.equal(annotation({ kind: 'error', title: 'Second look', text: 'red' }), '::error title=Second look::red');
});
