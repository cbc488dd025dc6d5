import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeResult } from './write-result.ts';

test('a result is JSON with a line for each entry of a list, in a folder that need not be there', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'result-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const result = { commit: 'abc', none: [], rows: [{ row: 'dns', ms: 1 }, { row: 'tls' }], left: { runs: 0 } };
  const file = join(folder, 'results', 'shop.json');
  writeResult(file, { ...result, absent: undefined });
  const text = readFileSync(file, 'utf8');
  assert.deepEqual(JSON.parse(text), result);
  assert.deepEqual(text.split('\n').slice(3, 7), ['"rows":[', '{"row":"dns","ms":1},', '{"row":"tls"}', '],']);
  writeResult(pathToFileURL(file), { again: true });
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { again: true });
});
