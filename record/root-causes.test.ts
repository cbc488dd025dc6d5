import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markCauses } from './root-causes.ts';
import type { CheckRecord } from './run-record.ts';
import { aCheck, aDegraded, aFailure, aNotRun, anUnconfirmedFailure } from './samples/sample-check.ts';

/** Who is blamed for each broken check. */
const blamed = (...checks: CheckRecord[]) =>
  Object.fromEntries(
    markCauses(checks)
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ id, causedBy }) => [id, causedBy]),
  );

describe('causes', () => {
  test('a failure whose needs hold is a cause', () => {
    const checks = [aCheck('api/health'), aFailure('auth/login', 'auth', { needs: ['api/health'] })];
    assert.deepEqual(blamed(...checks), { 'auth/login': [] });
  });

  test('a need that no check of the run makes blames nobody', () => {
    assert.deepEqual(blamed(aFailure('auth/login', 'auth', { needs: ['api/health'] })), { 'auth/login': [] });
  });

  test('a chain leads to its deepest broken claim, in whatever order the checks finished', () => {
    const chain = [
      aFailure('edge/dns:api', 'dns'),
      aFailure('api/health', 'dns', { needs: ['edge/dns:api'] }),
      aFailure('auth/login', 'dns', { needs: ['api/health'] }),
      aFailure('auth/me', 'dns', { needs: ['auth/login'] }),
    ];
    const expected = {
      'edge/dns:api': [],
      'api/health': ['edge/dns:api'],
      'auth/login': ['edge/dns:api'],
      'auth/me': ['edge/dns:api'],
    };
    assert.deepEqual(blamed(...chain), expected);
    assert.deepEqual(blamed(...chain.toReversed()), expected);
  });

  test('a claim that holds in the middle of a chain ends it', () => {
    const checks = [
      aFailure('edge/dns:api', 'dns'),
      aCheck('api/health', { needs: ['edge/dns:api'] }),
      aFailure('auth/login', 'auth', { needs: ['api/health'] }),
    ];
    assert.deepEqual(blamed(...checks), { 'edge/dns:api': [], 'auth/login': [] });
  });

  test('several roots are all named, each once', () => {
    const checks = [
      aFailure('edge/dns:api', 'dns'),
      aFailure('edge/tls:app', 'tls'),
      aFailure('api/health', 'dns', { needs: ['edge/dns:api'] }),
      aFailure('api/ready', 'dns', { needs: ['edge/dns:api'] }),
      aFailure('auth/browser-session', 'cors', { needs: ['api/health', 'api/ready', 'edge/tls:app'] }),
    ];
    assert.deepEqual(blamed(...checks)['auth/browser-session'], ['edge/dns:api', 'edge/tls:app']);
  });

  test('a check that was blocked is a link of the chain, not the end of it', () => {
    const checks = [
      aFailure('auth/login', 'auth'),
      aNotRun('auth/me', 'blocked', { needs: ['auth/login'] }),
      aNotRun('images/profile', 'blocked', { needs: ['auth/me'] }),
    ];
    assert.deepEqual(blamed(...checks), {
      'auth/login': [],
      'auth/me': ['auth/login'],
      'images/profile': ['auth/login'],
    });
  });

  test('a check that did not run explains others that did not run', () => {
    const checks = [aNotRun('auth/login', 'misconfigured'), aNotRun('auth/me', 'blocked', { needs: ['auth/login'] })];
    assert.deepEqual(blamed(...checks), { 'auth/login': [], 'auth/me': ['auth/login'] });
  });

  for (const reason of ['misconfigured', 'cut-off', 'blocked'] as const) {
    test(`a failure is a cause when what it needs did not run (${reason}): nothing is known of that`, () => {
      const checks = [
        aNotRun('images/profile', reason),
        aFailure('images/samples', 'image', { needs: ['images/profile'] }),
      ];
      assert.deepEqual(blamed(...checks)['images/samples'], []);
    });
  }

  test('a muted check explains nothing and is explained by nothing', () => {
    const checks = [
      aFailure('api/health', 'http-error'),
      aNotRun('auth/login', 'muted', { needs: ['api/health'] }),
      aFailure('auth/me', 'auth', { needs: ['auth/login'] }),
    ];
    assert.deepEqual(blamed(...checks), { 'api/health': [], 'auth/login': [], 'auth/me': [] });
  });

  test('checks that need each other leave one of them as the cause', () => {
    const checks = [
      aFailure('api/health', 'http-error', { needs: ['auth/me'] }),
      aFailure('auth/login', 'auth', { needs: ['api/health'] }),
      aFailure('auth/me', 'auth', { needs: ['auth/login'] }),
    ];
    const causes = markCauses(checks).filter(({ causedBy }) => causedBy.length === 0);
    assert.equal(causes.length, 1);
  });

  test('a check that needs itself is its own cause', () => {
    assert.deepEqual(blamed(aFailure('api/health', 'http-error', { needs: ['api/health'] })), { 'api/health': [] });
  });

  test('the order of the checks stays, and a check that passed is handed back as it was', () => {
    const checks = [aCheck('auth/me', { needs: ['api/health'] }), aFailure('api/health', 'http-error')];
    const marked = markCauses(checks);
    assert.deepEqual(
      marked.map(({ id }) => id),
      ['auth/me', 'api/health'],
    );
    assert.equal(marked[0], checks[0]);
  });
});

describe('a flaky need', () => {
  const flaky = aDegraded('api/steady', 'http-error');

  test('turns a failure that was seen once into a degraded symptom', () => {
    const [, me] = markCauses([flaky, anUnconfirmedFailure('auth/me', 'http-error', ['api/steady'])]);
    assert.partialDeepStrictEqual(me, { outcome: 'degraded', causedBy: ['api/steady'] });
    assert.match(me?.reason ?? '', /api\/steady/);
    assert.equal(me?.failure?.class, 'http-error');
  });

  test('explains no failure that was seen for good', () => {
    const [, me] = markCauses([flaky, aFailure('auth/me', 'auth', { needs: ['api/steady'] })]);
    assert.partialDeepStrictEqual(me, { outcome: 'fail', causedBy: [] });
  });

  for (const seen of ['asset', 'image', 'release', 'cookie'] as const)
    test(`is none where advice speaks of a ${seen}: a gateway's error has nothing to do with it`, () => {
      const advice = aDegraded('frontend/assets', seen, { degraded: 'advisory' });
      const [, renders] = markCauses([advice, anUnconfirmedFailure('frontend/renders', 'http-error', [advice.id])]);
      assert.partialDeepStrictEqual(renders, { outcome: 'fail', causedBy: [] });
    });

  for (const seen of ['tls', 'http-error', 'dependency'] as const)
    test(`may be one where advice speaks of ${seen}`, () => {
      const advice = aDegraded('edge/addresses:app', seen, { degraded: 'advisory' });
      const [, renders] = markCauses([advice, anUnconfirmedFailure('frontend/renders', 'http-error', [advice.id])]);
      assert.partialDeepStrictEqual(renders, { outcome: 'degraded', causedBy: [advice.id] });
    });

  test('explains what is degraded as well', () => {
    const [, me] = markCauses([flaky, aDegraded('auth/me', 'latency', { needs: ['api/steady'] })]);
    assert.partialDeepStrictEqual(me, { outcome: 'degraded', causedBy: ['api/steady'] });
  });

  test('lightens nothing that a failure explains too', () => {
    const checks = [
      flaky,
      aFailure('api/ready', 'dependency'),
      anUnconfirmedFailure('auth/me', 'http-error', ['api/steady', 'api/ready']),
    ];
    assert.partialDeepStrictEqual(markCauses(checks)[2], { outcome: 'fail', causedBy: ['api/steady', 'api/ready'] });
  });

  test('is no excuse further up: what rests on a lightened check and failed for good is a cause', () => {
    const checks = [
      flaky,
      anUnconfirmedFailure('billing/checkout', 'http-error', ['api/steady']),
      aFailure('billing/premium', 'entitlement', { needs: ['billing/checkout'] }),
    ];
    assert.deepEqual(blamed(...checks)['billing/premium'], []);
  });

  test('leads to the failure below it', () => {
    const checks = [
      aFailure('edge/tcp:api', 'tcp'),
      aDegraded('api/steady', 'tcp', { needs: ['edge/tcp:api'] }),
      aFailure('auth/me', 'tcp', { needs: ['api/steady'] }),
    ];
    assert.deepEqual(blamed(...checks)['auth/me'], ['edge/tcp:api']);
  });
});
