import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openReceivers } from '#demo/receivers/open-receivers.ts';
import { runChild } from './child-run.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { signal } = new AbortController();
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notify-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A target that tells a pager, issues, and a channel that refuses. */
async function targetAt(origin: string): Promise<string> {
  const file = join(folder, 'shop.ts');
  const tell = {
    pager: { kind: 'pagerduty', routingKey: 'SHOP_KEY', api: origin },
    issues: { kind: 'github', token: 'SHOP_TOKEN', repository: 'shop/shop', api: origin },
    gone: { kind: 'slack', url: 'SHOP_GONE' },
  };
  const target = { name: 'shop', environment: 'test', region: 'eu-north-1', hosts: { api: origin }, tell };
  await writeFile(
    file,
    `import { defineTarget } from '${join(root, 'targets', 'target.ts')}';\nexport default defineTarget(${JSON.stringify(target)});\n`,
  );
  return file;
}

test('notify tells each a test, marked as one and over at once, and says what they answered', async () => {
  await using receivers = await openReceivers();
  const target = await targetAt(receivers.origin);
  const environment = {
    ...{ SHOP_KEY: '7c0e41d9a2b85f36e1d07a94c3b26f58', SHOP_TOKEN: 'ghs_4f8a2c91d7e35b60' },
    SHOP_GONE: `${receivers.origin}/gone/x9Kq2LmN8pRsTuVw`,
  };
  const notify = (...flags: string[]) =>
    runChild('notify.ts', ['--target', target, ...flags], { folder, environment, signal });

  const tested = await notify('--test');
  assert.equal(tested.code, 1, tested.err);
  assert.match(tested.out, /^pager \(pagerduty\): heard, 202 .*; then 202 .*$/m);
  assert.match(tested.out, /^issues \(github\): heard, issue 1 opened; then issue 1 closed$/m);
  assert.match(tested.out, /^gone \(slack\): NOT HEARD, answered 404/m);
  assert.deepEqual(receivers.refused, []);
  assert.match(receivers.issues[0]?.title ?? '', /^TEST shop \(test\): this is a test/);
  assert.deepEqual(
    receivers.pagerDuty.map(({ event_action }) => event_action),
    ['trigger', 'resolve'],
  );

  const printed = await notify('--print', '--teller', 'pager');
  assert.deepEqual([printed.code, receivers.pagerDuty.length], [0, 2]);
  assert.match(printed.out, /"routing_key": "<SHOP_KEY>"/);
  const mistaken = await notify('--test', '--teller', 'pagger');
  assert.deepEqual([mistaken.code, /did you mean "pager"\?/.test(mistaken.err)], [4, true]);
});
