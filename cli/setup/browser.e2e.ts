import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { full, lockfile } from './lockfile-for-test.ts';
import { makeCheckout } from './test-checkout.ts';

const rootOnly = process.getuid?.() === 0 ? {} : { skip: 'the path under test is taken by root only' };

/** An apt-get that knows one package; it installs below the folder it runs in. */
function bringing(name: string): string {
  return `case $last in update) ;; ${name}) mkdir -p usr/bin && touch usr/bin/${name} ;; *) exit 100 ;; esac`;
}

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
