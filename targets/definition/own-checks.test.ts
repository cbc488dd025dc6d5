import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ownChecks } from './own-checks.ts';
import { folder, load } from './target-for-test.ts';

const home = join(folder, 'own checks');
const file = (name: string, text = '') => {
  mkdirSync(join(home, name, '..'), { recursive: true });
  writeFileSync(join(home, name), text);
  return join(home, name);
};
const found = async (...checks: unknown[]) => ownChecks(await load({ checks }), join(home, 'target.ts'));

describe('the checks of a team', () => {
  file('package.json', '{"type":"module"}');
  const search = file('watch/search.check.ts');
  const deep = file('watch/deep/order.check.mts');
  file('watch/helper.ts');
  file('old/package.json', '{}');
  file('old/cart.check.ts');
  const cart = file('old/wishes.check.mts');

  test('are found by patterns that begin at the file of its target, each once', async () => {
    assert.deepEqual(await found('./watch/**/*.check.*', 'watch/search.check.ts'), {
      checks: [deep, search].toSorted(),
      specs: [],
      problems: [],
    });
    assert.deepEqual((await found('old/*.check.mts')).checks, [cart]);
  });

  test('that are not there, are named otherwise or could not be loaded are problems, all at once', async () => {
    const { problems } = await found('nowhere/*.check.ts', 'watch/*.ts', 'old/*.check.*');
    assert.deepEqual(
      problems.map(({ where, expected }) => [where, expected]),
      [
        ['checks[0]', 'files with checks'],
        ['checks[1]', 'files that are named *.check.ts or *.check.mts, or Playwright specs such as *.spec.ts'],
        ['checks[2]', 'an ES module'],
      ],
    );
  });

  test('may be specs, which are known by their names or are said to be some, each by what the first entry says', async () => {
    const cartSpec = file('e2e/cart.spec.ts');
    const stock = file('e2e/stock.test.js');
    const named = file('e2e/orders.ts');
    const { checks, specs, problems } = await found(
      { specs: 'e2e/{cart.spec,orders}.ts', tier: 'purchase', owner: 'shop', use: { locale: 'de-DE' } },
      './**/*.{spec,test}.*',
    );
    assert.deepEqual([checks, problems], [[], []]);
    assert.deepEqual(
      specs.map(({ files, tier, severity }) => [files, tier, severity]),
      [
        [[cartSpec, named], 'purchase', 'P2'],
        [[stock], 'browser', 'P2'],
      ],
    );
    assert.deepEqual(specs[0]?.use, { baseURL: 'https://api.shop.example', locale: 'de-DE' });
  });
});
