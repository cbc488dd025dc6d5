import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimsOf, publishedPast } from './published-past.ts';

const ran = (minute: number, outcome: 'pass' | 'fail') => {
  const endedAt = `2026-11-21T02:${minute}:00.000Z`;
  return { id: `cloudwatch-${endedAt}`, endedAt, releases: {}, claims: { 'api/ready': { outcome } } };
};
const at = (minute: number) => `2026-11-21T02:${minute}:00.000Z`;

test('what was published says when it last held, and since when it fails', () => {
  const runs = [ran(30, 'fail'), ran(35, 'pass'), ran(40, 'fail'), ran(45, 'fail')];
  assert.deepEqual(claimsOf(runs), {
    'api/ready': { heldAt: at(35), troubledSince: at(40), failingSince: at(40) },
  });
  assert.deepEqual(claimsOf(runs.slice(0, 2)), { 'api/ready': { heldAt: at(35) } });
});

test('without access to AWS nobody is asked, and nobody waits', async () => {
  const told: string[] = [];
  const past = await publishedPast({ WATCHPOST_TARGET: 'loventia' }, (line) => told.push(line));
  assert.deepEqual([past, told], [{}, []]);
});
