import assert from 'node:assert/strict';
import test from 'node:test';
import { notWatchedText } from './of-the-run.ts';

const claims = (...ids: string[]) =>
  ids.map((id) => ({ id, layer: id.slice(0, id.indexOf('/')) as 'api', title: `what ${id} claims` }));

test('layers of which nothing is watched are told as layers, and single claims by their ids, in the order of the layers', () => {
  const notWatched = claims('auth/login', 'auth/me', 'api/metrics', 'images/private');
  assert.equal(
    notWatchedText({ notWatched, expected: ['api/health', 'edge/tls:api'] }),
    'nothing of auth (2 claims), api/metrics, images/private',
  );
  assert.equal(
    notWatchedText({ notWatched, expected: ['auth/token'] }),
    'api/metrics, auth/login, auth/me, images/private',
  );
});

test('what a run could not look at is told with why, and apart from what the target does not describe', () => {
  const why = 'people sign in through a page';
  const left = claims('auth/login', 'auth/me', 'images/profile').map((claim) => ({ ...claim, why }));
  assert.equal(
    notWatchedText({ notWatched: [...claims('api/metrics'), ...left], expected: ['api/health', 'images/samples'] }),
    'api/metrics; nothing of auth (2 claims), images/profile: people sign in through a page',
  );
});
