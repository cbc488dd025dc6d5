import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { handWrittenFiles, importsOf, ourFiles } from './architecture/imports.ts';
import { Document, root } from './readme/document.ts';

interface Override {
  includes: string[];
  linter: { rules: { style?: { noRestrictedImports?: { options: { patterns: { group: string[] }[] } } | 'off' } } };
}

const page = new Document('docs/architecture.md');
const table = page.table('The rooms, and who may import whom').map(([room = '', , may = '']) => ({
  room: room.replaceAll(/[`/]/g, ''),
  may: may === 'no other room' ? [] : may.split(', '),
}));
const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as { overrides: Override[] };
const fences = overrides.flatMap(({ includes, linter }) => {
  const rule = linter.rules.style?.noRestrictedImports;
  return rule && rule !== 'off' ? [{ includes, group: rule.options.patterns.flatMap(({ group }) => group) }] : [];
});
const door = 'cli/systems/*.ts';
const roomOf = (path: string) => path.split('/', 1)[0] ?? '';
const files = ourFiles();

for (const { room, may } of table) {
  test(`the fence of ${room}/ lets through what the table says and nothing else`, () => {
    const own = fences.filter(({ includes }) => includes.includes(`${room}/**`));
    assert.deepEqual(
      own.map(({ group }) => group),
      [['#*/**', ...may.map((one) => `!#${one}/**`)]],
    );
  });
}

test('one folder is the door to the demo', () => {
  const { may } = table.find(({ room }) => room === 'cli') ?? { may: [] };
  const [own, ...others] = fences.filter(({ includes }) => includes.includes(door));
  assert.deepEqual(others, []);
  assert.deepEqual(own?.group, ['#*/**', ...[...may, 'demo'].map((one) => `!#${one}/**`)]);
});

test('a room is left through its name only, so that no fence is walked around', () => {
  const around = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => normalize(join(dirname(file), specifier)))
      .filter((path) => path.includes('/') && roomOf(path) !== roomOf(file))
      .map((path) => `${file} -> ${path}`),
  );
  assert.deepEqual(around, []);
});

test('a layer imports no other layer', () => {
  const layerOf = (path: string) => /^#?checks\/([^/]+)\//.exec(path)?.[1];
  const across = files.filter(layerOf).flatMap((file) =>
    importsOf(file)
      .map((specifier) => (specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier))
      .filter((path) => layerOf(path) !== undefined && layerOf(path) !== layerOf(file))
      .map((path) => `${file} -> ${path}`),
  );
  assert.deepEqual(across, []);
});

// A run of requests alone reads neither of the two folders.
for (const tier of ['purchase', 'browser'])
  test(`checks of the tier ${tier} lie in a folder of its name, and no others do`, () => {
    const checks = globSync('checks/**/*.check.ts', { cwd: root });
    const those = checks.filter((file) => readFileSync(join(root, file), 'utf8').includes(`tier: '${tier}'`));
    assert.ok(those.length > 3);
    assert.deepEqual(
      those,
      checks.filter((file) => file.includes(`/${tier}/`)),
    );
  });

test('every full arrow of the drawing is an import', () => {
  const nodes = new Map([...page.text.matchAll(/(\w+)\["([\w./-]+)"\]/g)].map(([, id = '', path = '']) => [id, path]));
  const arrows = [...page.text.matchAll(/(\w+)(?:\["[^"]*"\])? --> (\w+)/g)].map(([, from = '', to = '']) => [
    nodes.get(from) ?? from,
    nodes.get(to) ?? to,
  ]);
  assert.ok(arrows.length > 8, 'the drawing shows the way of a run');
  const drawnOnly = arrows.filter(([from = '', to = '']) => {
    const direct = importsOf(from).map((specifier) =>
      specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(from), specifier)),
    );
    return !direct.includes(to);
  });
  assert.deepEqual(drawnOnly, []);
});

/** What runs where only the packages of production are installed. */
const production = [...table.map(({ room }) => room), 'checks'].filter(
  (room) => !['cli', 'demo', 'prove', 'tests', 'bench'].includes(room),
);
const isOurTool = (file: string) => /\.(?:test|e2e)\.ts$|-for-test\b|\/testing\/|^record\/samples\//.test(file);
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
>;

test('a run needs no package of development, and what may be left out is loaded only where it is wanted', () => {
  const read = files.filter((file) => production.includes(roomOf(file)) && !isOurTool(file));
  assert.ok(read.length > 500, `${read.length} files`);
  const wrong = read.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => /^[@a-z]/.test(specifier) && !specifier.startsWith('node:'))
      .filter((specifier) => !(packageOf(specifier) in dependencies))
      .filter((specifier) => !(packageOf(specifier) in optionalDependencies && isLoadedLater(file, specifier)))
      .map((specifier) => `${file} -> ${specifier}`),
  );
  assert.deepEqual(wrong, []);
});

/** A type costs nothing. */
function isLoadedLater(file: string, specifier: string): boolean {
  const text = readFileSync(join(root, file), 'utf8');
  const statement = new RegExp(`^import (?!type\\b)[^;]*from '${specifier}'`, 'm');
  return !statement.test(text);
}

test('fixtures/ reads as a table of contents', () => {
  assert.ok(readdirSync(join(root, 'fixtures')).length <= 12);
});

test('no file that somebody has to read is longer than 250 lines', () => {
  const read = handWrittenFiles();
  assert.deepEqual(new Set(read.map(extname)), new Set(['.ts', '.mts', '.mjs', '.tsx', '.js']));
  const long = read.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
    return lines > 250 ? [`${file}: ${lines} lines`] : [];
  });
  assert.deepEqual(long, []);
});
