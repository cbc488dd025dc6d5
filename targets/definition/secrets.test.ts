import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadTarget } from './load-target.ts';
import { knownSecrets, secretNames } from './secrets.ts';
import { load, problemsOf, stripe, wheres } from './target-for-test.ts';

const loventia = await loadTarget('loventia');

test('a target names every variable that holds a secret: accounts, payment key, access headers', async () => {
  const access = { headers: { 'x-bypass': 'BYPASS_TOKEN' }, hosts: ['api'] };
  const names = new Set(secretNames(await loadTarget('loventia', { access })));
  for (const name of [
    'WATCHPOST_PROBE_EMAIL',
    'WATCHPOST_PROBE_PASSWORD',
    'WATCHPOST_WITNESS_EMAIL',
    'WATCHPOST_WITNESS_PASSWORD',
    'STRIPE_SECRET_KEY',
    'BYPASS_TOKEN',
  ])
    assert.ok(names.has(name), name);
});

test('a target without auth and billing holds no secret', async () => {
  const bare = await loadTarget('loventia', { auth: undefined, images: undefined, billing: { mode: 'off' } });
  assert.deepEqual(secretNames(bare), []);
});

test('only what is set is known', () => {
  const environment = { WATCHPOST_PROBE_PASSWORD: 'hunter22', WATCHPOST_PROBE_EMAIL: '', PATH: '/bin' };
  assert.deepEqual(knownSecrets(loventia, environment), { WATCHPOST_PROBE_PASSWORD: 'hunter22' });
  assert.deepEqual(knownSecrets(loventia, {}), {});
});

describe('a key that may not be used', () => {
  const withKey = (environment: string, key: string) =>
    load({ environment, billing: { mode: 'audit', ...stripe } }, {}, { STRIPE_SECRET_KEY: key });

  for (const [environment, key] of [
    ['test', 'sk_test_0123456789'],
    ['demo', 'rk_test_0123456789'],
    ['live', 'rk_live_0123456789'],
    ['test', ''],
  ] as const) {
    test(`"${key.slice(0, 7)}" is fine in ${environment}`, async () => {
      assert.equal((await withKey(environment, key)).environment, environment);
    });
  }

  for (const [environment, key, remedy] of [
    ['test', 'sk_live_0123456789', /roll it/],
    ['demo', 'rk_live_0123456789', /roll it/],
    ['live', 'sk_live_0123456789', /set the right key/],
    ['live', 'rk_test_0123456789', /set the right key/],
    ['live', 'sk_test_0123456789', /set the right key/],
    ['test', 'pk_test_0123456789', /set the right key/],
  ] as const) {
    test(`"${key.slice(0, 7)}" is refused in ${environment}, and told by its kind only`, async () => {
      const [problem] = await problemsOf(withKey(environment, key));
      assert.equal(problem?.where, 'STRIPE_SECRET_KEY');
      assert.match(problem?.remedy ?? '', remedy);
      assert.ok(problem?.found.includes(key.slice(0, 7)));
      assert.doesNotMatch(JSON.stringify(problem), /0123/);
    });
  }

  test('is not shown at all when it is of no known kind', async () => {
    const [problem] = await problemsOf(withKey('test', 'hunter2-and-more'));
    assert.doesNotMatch(JSON.stringify(problem), /hunter/);
  });

  test('is found although the rest of the target does not fit', async () => {
    const loading = load(
      { region: 1, billing: { mode: 'audit', ...stripe } },
      {},
      { STRIPE_SECRET_KEY: 'sk_live_0123456789' },
    );
    assert.deepEqual(await wheres(loading), ['STRIPE_SECRET_KEY', 'region']);
  });

  test('is not sent over plain http', async () => {
    const billing = { mode: 'audit', ...stripe, apiUrl: 'http://api.stripe.com' };
    assert.deepEqual(await wheres(load({ billing })), ['billing.apiUrl']);
    assert.equal((await load({ billing: { ...billing, apiUrl: 'http://127.0.0.1:1' } })).billing.mode, 'audit');
  });
});
