import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claimSchema } from '#record/claim.ts';
import { specIds } from './spec-ids.ts';

const name = (...titles: string[]) => ({ layer: 'frontend', file: 'e2e/cart.spec.ts', titles });
const one = (file: string, ...titles: string[]) => specIds([{ layer: 'auth', file, titles }])[0] ?? '';

describe('the id of a spec', () => {
  test('is made of its layer, its file and its titles', () => {
    assert.deepEqual(specIds([name('guest', 'adds an item'), name('Zahlt mit Käse & Brot')]), [
      'frontend/e2e-cart-spec:guest.adds-an-item',
      'frontend/e2e-cart-spec:zahlt-mit-kase-brot',
    ]);
    assert.equal(one('../apps/web/login.test.tsx', 'signs in'), 'auth/apps-web-login-test:signs-in');
  });

  test('tells apart what differs in signs only, and does not hang on the order', () => {
    const names = [name('takes 1'), name('takes -1'), name('takes 2')];
    const ids = specIds(names);
    assert.equal(new Set(ids).size, 3);
    assert.match(ids[0] ?? '', /^frontend\/e2e-cart-spec:takes-1-[0-9a-f]{6}$/);
    assert.equal(ids[2], 'frontend/e2e-cart-spec:takes-2');
    assert.deepEqual(specIds(names.toReversed()), ids.toReversed());
  });

  test('is one also of titles that ASCII cannot tell, that are long, or that are signs alone', () => {
    const ids = [name('カートに追加'), name('カートを空に'), name('…'), name('x'.repeat(300)), name('x'.repeat(301))];
    const found = specIds(ids);
    assert.equal(new Set(found).size, ids.length);
    for (const id of found) {
      assert.ok(id.length < 100, id);
      assert.equal(claimSchema.shape.id.parse(id), id);
    }
    const file = one(`${'deep/'.repeat(30)}пример.spec.ts`, 'works');
    assert.equal(claimSchema.shape.id.parse(file), file);
  });
});
