import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesInOrder, parseForm } from './form.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('brackets nest, with and without percent encoding', () => {
  const form = parseForm('metadata[userId]=7&line_items%5B0%5D%5Bprice%5D=price_1&line_items[0][quantity]=2');
  assert.deepEqual(plain(form), {
    line_items: { 0: { price: 'price_1', quantity: '2' } },
    metadata: { userId: '7' },
  });
});

test('empty brackets append, and a list keeps the order of its indices', () => {
  assert.deepEqual(entriesInOrder(parseForm('types[]=b&types[]=a')['types'] as never), ['b', 'a']);
  assert.deepEqual(entriesInOrder(parseForm('types[10]=last&types[2]=first')['types'] as never), ['first', 'last']);
});

test('text keeps its spaces, signs and accents', () => {
  assert.equal(parseForm('name=Zo%C3%AB+%26+Co')['name'], 'Zoë & Co');
});

test('a name from Object.prototype is an ordinary name', () => {
  const form = parseForm('__proto__[polluted]=yes&constructor=x');
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(form['constructor'], 'x');
});
