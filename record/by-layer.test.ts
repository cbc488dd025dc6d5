import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLayer } from './by-layer.ts';

const check = (id: string) => ({ id, layer: id.slice(0, id.indexOf('/')) });
const grouped = (...ids: string[]) =>
  byLayer(ids.map(check)).map(([layer, own]) => [layer, ...own.map(({ id }) => id)]);

test('checks are grouped in the order of the layers, and stay in their own order', () => {
  assert.deepEqual(grouped('api/b', 'edge/c', 'api/a'), [
    ['edge', 'edge/c'],
    ['api', 'api/b', 'api/a'],
  ]);
});

test('a layer that exists no more comes last', () => {
  assert.deepEqual(grouped('search/found', 'billing/price', 'api/ready'), [
    ['api', 'api/ready'],
    ['billing', 'billing/price'],
    ['search', 'search/found'],
  ]);
});
