import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setsVariables } from './sets-variables.ts';

const plain = "import { test } from 'node:test';\nfunction f() {\n  process.env['A'] = 'b';\n}\n";

for (const line of [
  "process.env['A'] = 'b';",
  'process.env.A ??= `b`;',
  'Object.assign(process.env, {\n  A: 1,\n});',
  "delete process.env['A'];",
])
  test(`a file sets variables as it loads: ${line.split('\n', 1)}`, () =>
    assert.ok(setsVariables(`${plain}${line}\n`)));

test('a file that sets them in a test, or only reads them, does not', () => {
  assert.ok(!setsVariables(plain));
  assert.ok(!setsVariables("const a = process.env['A'];\nprocess.env['A'] === 'b';\n"));
});
