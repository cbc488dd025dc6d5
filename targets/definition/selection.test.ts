import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
    const [problem, ...more] = selectionProblems({ checks: ['api/helth', 'edge/tls'] }, claims);
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(problem, {
      where: '--check',
      found: '"api/helth"',
      remedy: 'did you mean "api/health"?',
    });
    assert.match(problem?.expected ?? '', /edge\/tls:app, edge\/tls:api, api\/health/);
  });

  test('is a problem each', () => {
    assert.equal(selectionProblems({ checks: ['a/b', 'c/d'] }, claims).length, 2);
    assert.deepEqual(selectionProblems({}, claims), []);
  });
});
