import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAlive, type Lockfile, makeCheckout, until } from './setup/test-checkout.ts';

const production = { version: '1.0.0', integrity: 'sha512-one' };
const development = { version: '2.0.0', dev: true };
const platformBinary = { version: '3.0.0', dev: true, optional: true, os: [process.platform], cpu: [process.arch] };
const foreignBinary = { version: '3.0.0', dev: true, optional: true, os: ['plan9'] };
const lockfile: Lockfile = {
  'node_modules/one': production,
  'node_modules/tool': development,
  'node_modules/tool/node_modules/binary': platformBinary,
  'node_modules/tool/node_modules/foreign': foreignBinary,
  'node_modules/typings': { version: '4.0.0', devOptional: true },
  'node_modules/extra': { version: '5.0.0', optional: true },
};
const full: Lockfile = {
  'node_modules/one': production,
  'node_modules/tool': development,
  'node_modules/tool/node_modules/binary': platformBinary,
  'node_modules/typings': { version: '4.0.0', devOptional: true },
};
const leanest: Lockfile = { 'node_modules/one': production };
const rootOnly = process.getuid?.() === 0 ? {} : { skip: 'the path under test is taken by root only' };

/** An apt-get that knows one package; it installs below the folder it runs in. */
function bringing(name: string): string {
  return `case $last in update) ;; ${name}) mkdir -p usr/bin && touch usr/bin/${name} ;; *) exit 100 ;; esac`;
}

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

test('an install by hand without development and optional packages is enough for production', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: leanest });
  const { code, output } = await checkout.setUp();
  assert.deepEqual({ code, output, started: checkout.started() }, { code: 0, output: '', started: [] });
});

test('the same install is not enough for development', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: leanest, npmInstalls: full });
  const { code, output } = await checkout.setUp('--dev');
  assert.equal(code, 0, output);
  assert.deepEqual(checkout.started(), ['npm ci --include=dev --include=optional']);
  assert.match(output, /^set-up: tool is missing: installing packages/);
});

test('a linter or compiler binary of this platform is part of development', async (t) => {
  const { 'node_modules/tool/node_modules/binary': _, ...withoutBinary } = full;
  const checkout = makeCheckout(t, { lockfile, installed: withoutBinary, npmInstalls: full });
  const { output } = await checkout.setUp('--dev');
  assert.match(output, /^set-up: binary is missing/);
});

test('a fresh checkout gets production packages for a production command', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npmInstalls: leanest });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 0, output);
  assert.deepEqual(checkout.started(), ['npm ci --omit=dev']);
  assert.match(output, /node_modules is missing or incomplete/);
});

test('a changed lockfile is noticed, and development packages that were there are kept', async (t) => {
  const changed = { ...lockfile, 'node_modules/one': { version: '1.1.0' } };
  const checkout = makeCheckout(t, {
    lockfile: changed,
    installed: full,
    npmInstalls: { ...full, 'node_modules/one': { version: '1.1.0' } },
  });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 0, output);
  assert.match(output, /one is 1\.0\.0, package-lock\.json says 1\.1\.0/);
  assert.deepEqual(checkout.started(), ['npm ci --include=dev --include=optional']);
});

test('a package of the same version with another checksum is noticed', async (t) => {
  const installed = { 'node_modules/one': { ...production, integrity: 'sha512-other' } };
  const checkout = makeCheckout(t, { lockfile, installed, npmInstalls: leanest });
  const { output } = await checkout.setUp();
  assert.match(output, /one has another checksum/);
});

test('a package whose folder was removed is noticed', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: leanest, npmInstalls: leanest });
  checkout.remove('node_modules/one');
  const { output } = await checkout.setUp();
  assert.match(output, /one is missing/);
});

test('npm does not run on the Node inside the packages that it replaces', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npmInstalls: leanest });
  await checkout.setUp();
  assert.doesNotMatch(readFileSync(join(checkout.root, 'npm-path'), 'utf8'), /node_modules/);
});

test('a failed npm ci is named with its own words and what to do', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npm: 'echo "npm error network unreachable" >&2; exit 7' });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /npm ci failed \(exit code 7 after \d+ s\)/);
  assert.match(output, /npm error network unreachable/);
  assert.match(output, /By hand: npm ci/);
  assert.doesNotMatch(output, /\n\s+at /, 'no stack');
});

test('an npm ci that succeeds without bringing the packages is a failure', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npm: 'exit 0' });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /npm ci succeeded, but node_modules is missing or incomplete/);
});

test('a missing npm is told in words', async (t) => {
  const checkout = makeCheckout(t, { lockfile });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /npm ci failed \(did not start: .*ENOENT/);
});

test('a lockfile with a merge conflict is told in words', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full });
  checkout.write('package-lock.json', '<<<<<<< ours');
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /package-lock\.json is missing or not valid JSON/);
});

test('a Node that is too old is told in one line when nothing brings another', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full, needsNode: '>=99' });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /^set-up: Watchpost needs Node 99 or newer; found v[\d.]+ \(.*\)\. Install Node 99 .*\n$/);
});

test('a Node that the lockfile brings is installed rather than asked for', async (t) => {
  const runtime = { [`node_modules/node-${process.platform}-${process.arch}`]: { version: '99.1.0', optional: true } };
  const checkout = makeCheckout(t, {
    lockfile: { ...lockfile, ...runtime },
    npmInstalls: { ...leanest, ...runtime },
    needsNode: '>=99',
  });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 0, output);
});

test('an install without the optional packages is told to bring its own Node', async (t) => {
  const runtime = { [`node_modules/node-${process.platform}-${process.arch}`]: { version: '99.1.0', optional: true } };
  const checkout = makeCheckout(t, { lockfile: { ...lockfile, ...runtime }, installed: leanest, needsNode: '>=99' });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 4);
  assert.match(output, /installed without the optional packages that bring it\. Run "npm ci", or put Node 99 first/);
  assert.deepEqual(checkout.started(), []);
});

test('a configured browser that does not exist ends set-up before anything is installed', async (t) => {
  const checkout = makeCheckout(t, { lockfile, npmInstalls: full, env: { WATCHPOST_BROWSER: '/nowhere/browser' } });
  const { code, output } = await checkout.setUp('--browser');
  assert.equal(code, 4);
  assert.match(output, /^set-up: WATCHPOST_BROWSER names "\/nowhere\/browser", which does not exist: .*\n$/);
  assert.deepEqual(checkout.started(), []);
});

test("Playwright's own browser is downloaded where its host answers", async (t) => {
  const host = createServer((_, response) => response.writeHead(404).end());
  await once(host.listen(0, '127.0.0.1'), 'listening');
  t.after(() => host.close());
  const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const checkout = makeCheckout(t, { lockfile, installed: full, env: { PLAYWRIGHT_DOWNLOAD_HOST: address } });
  const { code, output } = await checkout.setUp('--browser');
  assert.equal(code, 0, output);
  assert.match(checkout.started().join(), /^playwright install --only-shell (--with-deps )?chromium$/);
  assert.match(output, /downloading a browser \(playwright install\): done/);
});

test("Debian's package is installed where the download host does not answer", rootOnly, async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full, aptGet: bringing('chromium-headless-shell') });
  const { code, output } = await checkout.setUp('--browser');
  assert.equal(code, 0, output);
  assert.match(output, /cannot be reached from here/);
  assert.deepEqual(checkout.started(), [
    'apt-get -o DPkg::Lock::Timeout=120 update',
    'apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium-headless-shell',
  ]);
});

test('the full Chromium is the second choice', rootOnly, async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full, aptGet: bringing('chromium') });
  const { code, output } = await checkout.setUp('--browser');
  assert.equal(code, 0, output);
  assert.equal(checkout.started().length, 3);
  assert.match(checkout.started().at(-1) ?? '', / install .* chromium$/);
});

test('without any browser every attempt is named with its ending', rootOnly, async (t) => {
  const aptGet = 'echo "E: Unable to locate package $last" >&2; exit 100';
  const checkout = makeCheckout(t, { lockfile, installed: full, aptGet });
  const { code, output } = await checkout.setUp('--browser');
  assert.equal(code, 4);
  assert.match(output, /no browser could be installed/);
  assert.match(output, /Playwright's browser: .* does not answer/);
  assert.match(output, /apt-get install chromium failed \(exit code 100 after \d+ s\)/);
  assert.match(output, /E: Unable to locate package chromium/);
  assert.match(output, /By hand: install /);
});

test('a command that can do without a browser goes on without one', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full });
  const { code, output } = await checkout.setUp('--browser-if-possible');
  assert.equal(code, 0);
  assert.match(output, /no browser could be installed\. Going on without/);
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

test('an unknown flag is refused with the usage', async (t) => {
  const checkout = makeCheckout(t, { lockfile, installed: full });
  const { code, output } = await checkout.setUp('--all');
  assert.equal(code, 4);
  assert.match(output, /unknown argument "--all"\. usage: /);
});
