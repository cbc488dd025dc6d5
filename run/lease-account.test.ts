import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { listen } from '#demo/net/listen.ts';
import { loadSettings } from '#targets/definition/settings.ts';
import { leaseAccount } from './lease-account.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchpost-account-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const pool = ['B', 'C'].map((one) => ({ email: `SHOP_${one}_EMAIL`, password: `SHOP_${one}_PASSWORD` }));
/** A system of its own: the leases of one are shared by all runs of a machine. */
const urls = `app=https://${crypto.randomUUID()}.shop.test`;
const environment = (differing: Record<string, string> = {}) => ({
  WATCHPOST_URLS: urls,
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
      const { account, release } = await leaseAccount(await loadSettings(machine), machine);
      await release();
      return account;
    }),
  );
  assert.deepEqual(taken, ['0', '2']);
});

test('a store in which nothing can be held costs no run: it goes on and says so', async (t) => {
  const refusing = await listen({ fetch: () => new Response(), refuse: true });
  const aws = { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${refusing.port}`, AWS_REGION: 'eu-north-1' };
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  const before = { ...process.env };
  Object.assign(process.env, aws, keys);
  t.after(() => {
    for (const name of Object.keys({ ...aws, ...keys })) delete process.env[name];
    Object.assign(process.env, before);
    return refusing.close();
  });
  const machine = environment({ WATCHPOST_STORE: 's3://kept/here' });
  const { account, problem } = await leaseAccount(await loadSettings(machine), machine);
  assert.equal(account, '0');
  assert.match(problem ?? '', /no probe user could be held.*ECONNREFUSED/);
});
