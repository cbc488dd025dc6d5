import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { full, leanest, lockfile, production, sdk } from './lockfile-for-test.ts';
import { makeCheckout } from './test-checkout.ts';

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

test('a store in S3 asks for its SDK, which an install by hand may have left out', async (t) => {
  const npmInstalls = { ...leanest, 'node_modules/@aws-sdk/client-s3': sdk };
  const env = { WATCHPOST_STORE: 's3://kept/watchpost' };
  const checkout = makeCheckout(t, { lockfile, installed: leanest, npmInstalls, env });
  const { code, output } = await checkout.setUp();
  assert.equal(code, 0, output);
  assert.match(output, /^set-up: @aws-sdk\/client-s3 is missing: installing packages/);
  assert.deepEqual(checkout.started(), ['npm ci --omit=dev']);
});

test('what tests load and an installation may leave out is part of development', async (t) => {
  const { 'node_modules/@aws-sdk/client-s3': _, ...withoutSdk } = full;
  const checkout = makeCheckout(t, { lockfile, installed: withoutSdk, npmInstalls: full });
  const { output } = await checkout.setUp('--dev');
  assert.match(output, /^set-up: @aws-sdk\/client-s3 is missing/);
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
