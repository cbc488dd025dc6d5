import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** What is no JSON of one schema, and says by itself what becomes of a part that cannot be read. */
const ownWays = ['cli/report/write-report.ts', 'cloudwatch/outbox.ts', 'run/gate/ledger.ts'];

test('nobody reads a file of the store but by its schema', () => {
  const sources = globSync('{checks,cli,cloudwatch,demo,diagnosis,fixtures,prove,reporters,run}/**/*.ts');
  const ours = sources.filter((file) => !/\.(test|e2e)\.ts$/.test(file));
  assert.ok(ours.length > 100);
  const reading = ours.filter((file) => /\bstore\.(read|write|append)\(/.test(readFileSync(file, 'utf8')));
  assert.deepEqual(reading.toSorted(), ownWays, 'keptFile of store/kept-file.ts is the way to a file');
});
