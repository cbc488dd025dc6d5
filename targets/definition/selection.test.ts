import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Tier } from '#record/vocabulary.ts';
import { isSelected, selectionProblems } from './selection.ts';

const claims = [
  { id: 'edge/tls:app', layer: 'edge' },
  { id: 'edge/tls:api', layer: 'edge' },
  { id: 'api/health', layer: 'api' },
  { id: 'images/profile', layer: 'images' },
  { id: 'images/profile-page', layer: 'images' },
] as const;
const selected = (layers?: string[], checks?: string[]) =>
  claims
    .filter((claim) => isSelected({ ...(layers && { layers }), ...(checks && { checks }) }, claim))
    .map(({ id }) => id);

describe('a selection', () => {
  test('of nothing takes everything', () => assert.equal(selected().length, claims.length));

  test('by layer takes all of each layer', () => {
    assert.deepEqual(selected(['edge', 'api']), ['edge/tls:app', 'edge/tls:api', 'api/health']);
  });

  test('by check takes it, or all its instances', () => {
    assert.deepEqual(selected(undefined, ['edge/tls']), ['edge/tls:app', 'edge/tls:api']);
    assert.deepEqual(selected(undefined, ['edge/tls:api', 'api/health']), ['edge/tls:api', 'api/health']);
  });

  test('by check takes no other that begins with the same letters', () => {
    assert.deepEqual(selected(undefined, ['images/profile']), ['images/profile']);
    assert.deepEqual(selected(undefined, ['images']), []);
  });

  test('by both takes what both name', () => {
    assert.deepEqual(selected(['api'], ['edge/tls', 'api/health']), ['api/health']);
  });

  test('of an empty list takes nothing', () => {
    assert.deepEqual(selected([]), []);
    assert.deepEqual(selected(undefined, []), []);
  });
});

describe('a name that no claim answers to', () => {
  test('is a problem with the nearest name and all there are', () => {
    const [problem, ...more] = selectionProblems({ checks: ['api/helth', 'edge/tls'], tiers: ['http'] }, claims);
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(problem, {
      where: '--check',
      found: '"api/helth"',
      remedy: 'did you mean "api/health"?',
    });
    assert.match(problem?.expected ?? '', /edge\/tls:app, edge\/tls:api, api\/health/);
  });

  test('of another tier is told its tier, and never the name of a neighbour', () => {
    const tierOf = (named: string) => (named === 'api/draws' ? 'browser' : undefined);
    const asked = (checks: string[], tiers: Tier[]) => selectionProblems({ checks, tiers }, claims, tierOf);
    assert.deepEqual(asked(['api/draws'], ['http']), [
      {
        where: '--check',
        found: '"api/draws", a check of the tier browser',
        expected: 'one of the tier that was asked for: http',
        remedy: 'ask for its tier as well: --tier http,browser',
      },
    ]);
    // It was asked for, and is not of this target.
    assert.match(asked(['api/draws'], ['http', 'browser'])[0]?.expected ?? '', /^a check of this target: /);
  });

  test('is a problem each', () => {
    assert.equal(selectionProblems({ checks: ['a/b', 'c/d'], tiers: ['http'] }, claims).length, 2);
    assert.deepEqual(selectionProblems({ tiers: ['http'] }, claims), []);
  });
});
