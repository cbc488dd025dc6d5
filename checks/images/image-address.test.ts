import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageAddress } from './image-address.ts';

const onApi = { url: 'https://api.shop.test/', isSaid: false };
const onAssets = { url: 'https://cms.shop.test/assets/', isSaid: true };

test('an address is taken as a page would take it', () => {
  const rows: [unknown, string | undefined][] = [
    ['https://cdn.shop.test/a.jpg?X=1%20+', 'https://cdn.shop.test/a.jpg?X=1%20+'],
    [' /uploads/a b.jpg ', 'https://api.shop.test/uploads/a%20b.jpg'],
    ['uploads/a.webp', 'https://api.shop.test/uploads/a.webp'],
    ['//cdn.shop.test/a.jpg', 'https://cdn.shop.test/a.jpg'],
    ['data:image/png;base64,AA==', 'data:image/png;base64,AA=='],
    ['a7c1f0de', undefined],
    ['', undefined],
    ['undefined/a.jpg', undefined],
    ['blob:https://shop.test/1', undefined],
    ['C:/photos/a.jpg', undefined],
    [7, undefined],
    [null, undefined],
  ];
  for (const [value, address] of rows) assert.equal(imageAddress(value, onApi), address, String(value));
});

test('where the target says what addresses rest on, a bare id is one', () => {
  assert.equal(imageAddress('a7c1f0de', onAssets), 'https://cms.shop.test/assets/a7c1f0de');
  assert.equal(imageAddress('/files/1.png', onAssets), 'https://cms.shop.test/files/1.png');
  assert.equal(imageAddress('null', onAssets), undefined);
});
