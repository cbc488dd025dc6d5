import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedClean } from '#record/samples/recorded.ts';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { checksToRepeat } from './checks-to-repeat.ts';

test('a further look asks again for what takes no sign-in, and for nothing that does', () => {
  const { checks } = recordedClean();
  const kept = checksToRepeat(checks) ?? [];
  for (const id of ['api/health', 'api/ready', 'frontend/assets']) assert.ok(kept.includes(id), id);
  assert.deepEqual(
    kept.filter((id) => id.startsWith('auth/') || id === 'images/profile'),
    [],
  );
});

test('what did not hold is asked again with all that it rests on, so that no symptom is taken for a cause', () => {
  const checks = [
    aCheck('edge/tcp:api'),
    aCheck('api/health', { needs: ['edge/tcp:api'] }),
    aCheck('auth/login', { needs: ['api/health'] }),
    aCheck('auth/refresh', { needs: ['auth/login'], ...failing('auth') }),
    aCheck('auth/cookie', { needs: ['auth/login'] }),
    aCheck('images/profile', { needs: ['auth/login'] }),
  ];
  assert.deepEqual(checksToRepeat(checks)?.toSorted(), ['api/health', 'auth/login', 'auth/refresh', 'edge/tcp:api']);
});

test('where nothing signs in everything is asked again', () => {
  assert.equal(checksToRepeat([aCheck('api/health'), aCheck('edge/tcp:api')]), undefined);
});
