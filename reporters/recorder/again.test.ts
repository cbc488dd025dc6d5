import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCheck, aFailure, aNotRun } from '#record/samples/sample-check.ts';
import { toAskAgain } from './again.ts';

describe('asked again is', () => {
  test('what did not hold, and rests on nothing that did not', () => {
    const checks = [
      aCheck('edge/tcp:api'),
      aFailure('api/ready', 'dependency', { needs: ['edge/tcp:api'] }),
      aFailure('auth/login', 'http-error', { needs: ['api/ready'] }),
      aFailure('frontend/assets', 'asset'),
    ];
    assert.deepEqual(toAskAgain(checks), ['api/ready', 'frontend/assets']);
  });

  test('nothing that a second look cannot see, and nothing that is a fault of ours', () => {
    const survives = aFailure('auth/session-survives', 'auth');
    const { failure } = survives;
    assert.ok(failure);
    assert.deepEqual(toAskAgain([{ ...survives, failure: { ...failure, code: 'earlier-session-refused' } }]), []);
    assert.deepEqual(toAskAgain([aFailure('api/health', 'harness')]), []);
    assert.deepEqual(toAskAgain([aNotRun('auth/me', 'blocked')]), []);
  });
});
