import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget } from './load-target.ts';
import { knownSecrets, secretNames } from './secrets.ts';

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
