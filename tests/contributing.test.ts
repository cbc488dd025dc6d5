import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Document, root } from './readme/document.ts';

const page = new Document('CONTRIBUTING.md');

test('every room that holds code is named', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  const ours = folders.map(({ name }) => name).filter((name) => !['node_modules', 'reports'].includes(name));
  assert.deepEqual(
    ours.filter((name) => !page.text.includes(`\`${name}/\``)),
    [],
  );
});

test('every file and folder that CONTRIBUTING.md names is there', () => {
  const paths = page.inlineCode().filter((code) => /^[\w.-]+(\/[\w.-]+)*\/$|^[\w.-]+(\/[\w.-]+)+\.\w+$/.test(code));
  assert.ok(paths.length > 15);
  assert.deepEqual(
    paths.filter((path) => path !== 'definition/' && !existsSync(join(root, path))),
    [],
  );
});
