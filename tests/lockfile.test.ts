import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Entry {
  optionalDependencies?: Record<string, string>;
}

const url = new URL('../package-lock.json', import.meta.url);
const { packages } = JSON.parse(readFileSync(url, 'utf8')) as { packages: Record<string, Entry> };

/** npm leaves out a binary of another platform when its registry does not know it, and then refuses its own lockfile. */
test('the lockfile names every optional package, so that npm ci accepts it', () => {
  const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${folder}/node_modules/${name}` in packages),
    ),
  );
  assert.deepEqual(missing, []);
});
