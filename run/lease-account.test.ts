import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadSettings } from '#targets/definition/settings.ts';
import { leaseAccount } from './lease-account.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-account-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const pool = ['B', 'C'].map((one) => ({ email: `SHOP_${one}_EMAIL`, password: `SHOP_${one}_PASSWORD` }));
const environment = (differing: Record<string, string> = {}) => ({
  WATCHPOST_TARGET: 'loventia',
  WATCHPOST_STORE: join(folder, crypto.randomUUID()),
  WATCHPOST_SET: JSON.stringify({ 'auth.pool': pool }),
  STRIPE_SECRET_KEY: 'sk_test_1234567890abcdef',
  ...differing,
});

test('a gate and the schedule take different probe users, also where neither sees what the other holds', async () => {
  const taken = await Promise.all(
    ['schedule', 'deploy'].map(async (trigger) => {
      const machine = environment({ WATCHPOST_TRIGGER: trigger });
      return (await leaseAccount(await loadSettings(machine), machine)).account;
    }),
  );
  assert.deepEqual(taken, ['0', '2']);
});

test('a store in which nothing can be held costs no run: it goes on and says so', async () => {
  const store = join(folder, 'file');
  writeFileSync(store, '');
  const machine = environment({ WATCHPOST_STORE: join(store, 'below') });
  const { account, problem } = await leaseAccount(await loadSettings(machine), machine);
  assert.equal(account, '0');
  assert.match(problem ?? '', /no probe user could be held.*ENOTDIR/);
});
