import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryOf, tampered } from './presigned-url.ts';

const url =
  'https://storage.shop.test/a%20b.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261121%2Feu-north-1' +
  '&X-Amz-Date=20261121T073000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=0af3';

test('a presigned address ends so many seconds after it was signed', () => {
  assert.equal(expiryOf(url).toISOString(), '2026-11-21T07:45:00.000Z');
});

test('an address that was never signed ends at no time', () => {
  assert.ok(Number.isNaN(expiryOf('https://storage.shop.test/a.jpg').getTime()));
});

test('a tampered address differs in the last digit of its signature and in nothing else', () => {
  const params = (address: string) => Object.fromEntries(new URL(address).searchParams);
  for (const signature of ['0af3', '0af0']) {
    const signed = url.replace('0af3', signature);
    const forged = tampered(signed);
    const { 'X-Amz-Signature': changed, ...rest } = params(forged);
    const { 'X-Amz-Signature': was, ...same } = params(signed);
    assert.deepEqual(rest, same);
    assert.equal(changed?.slice(0, -1), was?.slice(0, -1));
    assert.notEqual(changed, was);
    assert.equal(new URL(forged).pathname, '/a%20b.jpg');
  }
});
