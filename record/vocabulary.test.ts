import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { layers } from './vocabulary.ts';

const checks = fileURLToPath(new URL('../checks', import.meta.url));

test('the layers are the folders of checks', () => {
  const folders = readdirSync(checks, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(
    folders.map(({ name }) => name),
    layers.toSorted(),
  );
});

for (const layer of layers) {
  test(`checks/${layer}/ holds checks, and none that claims to be of another layer`, () => {
    const texts = globSync(`${layer}/**/*.check.ts`, { cwd: checks }).map((it) =>
      readFileSync(join(checks, it), 'utf8'),
    );
    assert.ok(texts.length > 0);
    const claimed = texts.flatMap((text) => [...text.matchAll(/\bid: ['`](\w+)\//g)].map(([, found]) => found));
    assert.deepEqual(
      claimed.filter((found) => found !== layer),
      [],
    );
  });
}
