import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Document, root } from './readme/document.ts';

interface Override {
  includes: string[];
  linter: { rules: { style?: { noRestrictedImports?: { options: { patterns: Pattern[] } } | 'off' } } };
}

interface Pattern {
  group: string[];
  message: string;
}

const page = new Document('CONTRIBUTING.md');
const table = page.table('The rooms, and who may import whom').map(([room = '', , may = '']) => ({
  room: room.replaceAll(/[`/]/g, ''),
  may: may === 'no other room' ? [] : may.split(', '),
}));
const rooms = [...table.map(({ room }) => room), 'bench', 'tests'];

const biome = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as { overrides: Override[] };
const fences = biome.overrides.flatMap(({ includes, linter }) => {
  const rule = linter.rules.style?.noRestrictedImports;
  return rule && rule !== 'off' ? [{ includes, patterns: rule.options.patterns }] : [];
});
/** One exception, which the text below the table explains. */
const door = 'cli/boot-demo.ts';

for (const { room, may } of table) {
  test(`${room}/ may import what the table says, however deep the file lies`, () => {
    const own = fences.filter(({ includes }) => includes.some((glob) => glob.startsWith(`${room}/`) && glob !== door));
    const depths = own.flatMap(({ includes }) => includes.map((glob) => glob.split('/').length - 1));
    assert.deepEqual(depths, [1, 2, 3, 4]);
    for (const [at, { patterns }] of own.entries()) {
      const up = '../'.repeat(at + 1);
      const forbidden = rooms.filter((one) => one !== room && !may.includes(one));
      assert.deepEqual(
        patterns.flatMap(({ group }) => group).toSorted(),
        forbidden.map((one) => `${up}${one}/**`).toSorted(),
      );
      const told = may.length > 0 ? may.join(', ') : 'no other folder of ours';
      assert.match(patterns[0]?.message ?? '', new RegExp(`^${room}/ may import only from: ${told} \\(`));
    }
  });
}

test('one file is the door to the demo', () => {
  const [found, ...others] = fences.filter(({ includes }) => includes.includes(door));
  assert.deepEqual(others, []);
  const { may } = table.find(({ room }) => room === 'cli') ?? { may: [] };
  const forbidden = rooms.filter((one) => !['cli', 'demo', ...may].includes(one)).map((one) => `../${one}/**`);
  assert.deepEqual(found?.patterns.flatMap(({ group }) => group).toSorted(), forbidden.toSorted());
  assert.ok(page.text.includes(`\`${door}\``));
});

test('every room that holds code is in the table, or named below it', () => {
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
