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
const found = async (...checks: string[]) => ownChecks(await load({ checks }), join(home, 'target.ts'));

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
      files: [deep, search].toSorted(),
      problems: [],
    });
    assert.deepEqual((await found('old/*.check.mts')).files, [cart]);
  });

  test('that are not there, are named otherwise or could not be loaded are problems, all at once', async () => {
    const { problems } = await found('nowhere/*.check.ts', 'watch/*.ts', 'old/*.check.*');
    assert.deepEqual(
      problems.map(({ where, expected }) => [where, expected]),
      [
        ['checks[0]', 'files with checks'],
        ['checks[1]', 'files that are named *.check.ts or *.check.mts'],
        ['checks[2]', 'an ES module'],
      ],
    );
  });
});
