import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { blindSpots } from './blind-spots.ts';

const page = readFileSync(new URL('../docs/blind-spots.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

test('what nobody can see from outside stands in the docs, with its reason', () => {
  for (const { what, why } of blindSpots) assert.ok(page.includes(`- ${what}: ${why}`), what);
});

test('what is seen in its place are checks that there are', () => {
  const claims = new Set(sampleRecord().checks.map(({ id }) => id.split(':')[0]));
  const named = blindSpots.flatMap(({ instead }) => instead.match(/\b[a-z]+\/[a-z-]+/g) ?? []);
  assert.ok(named.length > 8);
  assert.deepEqual(
    named.filter((id) => !claims.has(id) && id !== 'images/samples'),
    [],
  );
});
