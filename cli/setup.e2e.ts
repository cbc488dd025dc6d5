import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { full, lockfile } from './setup/lockfile-for-test.ts';
import { isAlive, makeCheckout, until } from './setup/test-checkout.ts';

async function pidOfEndedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', '']);
  await once(child, 'close');
  assert.ok(child.pid);
  return child.pid;
}

test('with everything in place set-up says nothing and starts nothing', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full, downloaded: true });
  const { code, output } = await checkout.setUp('--dev', '--browser');
  assert.deepEqual({ code, output, started: checkout.started() }, { code: 0, output: '', started: [] });
});

test('an unknown flag is refused with the usage', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full });
  const { code, output } = await checkout.setUp('--all');
  assert.equal(code, 4);
  assert.match(output, /unknown argument "--all"\. usage: /);
});

test('two set-ups at once in one checkout install once', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npmInstalls: full });
  const results = await Promise.all([checkout.setUp('--dev'), checkout.setUp('--dev'), checkout.setUp('--dev')]);
  assert.deepEqual(
    results.map(({ code }) => code),
    [0, 0, 0],
  );
  assert.equal(checkout.started().length, 1);
  assert.equal(existsSync(join(checkout.root, '.watchpost/setup.lock')), false);
});

test('the lock of a set-up that died is taken over', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npmInstalls: full });
  checkout.lockAs(await pidOfEndedProcess());
  const { code, output } = await checkout.setUp('--dev');
  assert.equal(code, 0, output);
  assert.equal(checkout.started().length, 1);
});

test('an interrupted set-up ends its command and leaves no lock', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npm: 'exec sleep 60' });
  const running = checkout.start();
  await checkout.untilStarted();
  running.child.kill('SIGTERM');
  assert.equal((await running.ended).code, 143);
  const npm = Number(readFileSync(join(checkout.root, 'npm-pid'), 'utf8'));
  await until(() => !isAlive(npm));
  assert.equal(existsSync(join(checkout.root, '.watchpost/setup.lock')), false);
});
