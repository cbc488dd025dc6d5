import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFiles } from './group-files.ts';

const plain = "import { test } from 'node:test';\nfunction f() {\n  process.env['A'] = 'b';\n}\n";

test('neighbours share a process, so many at most', () => {
  assert.deepEqual(
    groupFiles(['a', 'b', 'c', 'd', 'e'], 2, () => plain),
    [['a', 'b'], ['c', 'd'], ['e']],
  );
});

test('no file, no process', () => {
  assert.deepEqual(
    groupFiles([], 2, () => plain),
    [],
  );
});

for (const line of [
  "process.env['A'] = 'b';",
  'process.env.A ??= `b`;',
  'Object.assign(process.env, {\n  A: 1,\n});',
  "delete process.env['A'];",
]) {
  test(`a file that sets variables as it loads has a process of its own: ${line.split('\n', 1)}`, () => {
    const textOf = (file: string) => (file === 'b' ? `${plain}${line}\n` : plain);
    assert.deepEqual(groupFiles(['a', 'b', 'c'], 3, textOf), [['a', 'c'], ['b']]);
  });
}

test('a file that only reads them shares', () => {
  const reading = "const a = process.env['A'];\nprocess.env['A'] === 'b';\n";
  assert.deepEqual(
    groupFiles(['a', 'b'], 2, () => reading),
    [['a', 'b']],
  );
});
