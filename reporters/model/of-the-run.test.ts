import assert from 'node:assert/strict';
import test from 'node:test';
import { notWatchedText } from './of-the-run.ts';

const claims = (...ids: string[]) =>
  ids.map((id) => ({ id, layer: id.slice(0, id.indexOf('/')) as 'api', title: `what ${id} claims` }));

test('layers of which nothing is watched are told as layers, and single claims by their ids', () => {
  const notWatched = claims('auth/login', 'auth/me', 'api/metrics', 'images/private');
  assert.equal(
    notWatchedText({ notWatched, expected: ['api/health', 'edge/tls:api'] }),
    'nothing of auth (2 claims), api/metrics, images/private',
  );
  assert.equal(
    notWatchedText({ notWatched, expected: ['auth/token'] }),
    'auth/login, auth/me, api/metrics, images/private',
  );
});
