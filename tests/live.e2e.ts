import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Stripe from 'stripe';
import { listen } from '../demo/net/listen.ts';
import { createStripe } from '../demo/stripe/stand-in.ts';
import { root, runToEnd, told } from './e2e/start-run.ts';
import { Workspace } from './e2e/workspace.ts';

const webhook = 'https://api.live.example/webhooks/stripe';
const events = ['checkout.session.completed'] as const;

/** An account in live mode, with its endpoint, and a key that may even write: what keeps us from writing is ours. */
async function startLiveStripe() {
  const [owner, monitor] = [`sk_live_${randomBytes(16).toString('hex')}`, `rk_live_${randomBytes(16).toString('hex')}`];
  const everything = {
    balance: 'write',
    webhook: 'write',
    event: 'write',
    plan: 'write',
    customer: 'write',
    subscription: 'write',
    checkout_session: 'write',
  } as const;
  const standIn = createStripe({
    keys: [{ key: owner }, { key: monitor, permissions: everything }],
    checkoutUrl: () => 'https://checkout.live.example',
    livemode: true,
  });
  const server = await listen({ fetch: standIn.api.fetch });
  const stripe = new Stripe(owner, { host: '127.0.0.1', port: server.port, protocol: 'http', telemetry: false });
  await stripe.webhookEndpoints.create({ url: webhook, enabled_events: [...events] });
  const setUp = standIn.requests.length;
  return {
    monitor,
    apiUrl: `http://127.0.0.1:${server.port}`,
    requests: () => standIn.requests.slice(setUp),
    async [Symbol.asyncDispose]() {
      await server.close();
      await standIn.close();
    },
  };
}

function writeTarget({ folder }: Workspace, apiUrl: string): string {
  const file = join(folder, 'live.ts');
  const target = {
    name: 'live',
    environment: 'live',
    region: 'eu-north-1',
    hosts: { api: 'https://api.live.example' },
    billing: {
      mode: 'audit',
      provider: 'stripe',
      secretKey: 'STRIPE_LIVE_KEY',
      apiUrl,
      statusUrl: `${apiUrl}/status`,
      webhook: { host: 'api', path: '/webhooks/stripe', events },
      routes: { checkout: '/checkout' },
      entitlement: { field: 'tier', premium: 'premium', free: 'free' },
    },
  };
  writeFileSync(
    file,
    `import { defineTarget } from '${join(root, 'targets', 'target.ts')}';\nexport default defineTarget(${JSON.stringify(target)});\n`,
  );
  return file;
}

test('in live the audit reads, and nothing that writes ever leaves', async () => {
  using workspace = new Workspace();
  await using stripe = await startLiveStripe();
  const target = writeTarget(workspace, stripe.apiUrl);
  const run = await runToEnd(workspace, ['check', '--target', target, '--layer', 'billing'], {
    STRIPE_LIVE_KEY: stripe.monitor,
  });
  assert.deepEqual([run.code, run.record?.verdict.name], [0, 'ok'], told(run));
  assert.ok(run.record?.checks.some(({ id }) => id === 'billing/audit'));
  assert.deepEqual([...new Set(stripe.requests().map(({ method }) => method))], ['GET']);
  const unseen = run.record?.notWatched.map(({ id }) => id) ?? [];
  for (const id of ['billing/checkout', 'billing/webhook-refuses', 'billing/cancel'])
    assert.ok(unseen.includes(id), id);
});

for (const [what, key] of [
  ['a secret key', `sk_live_${'x'.repeat(24)}`],
  ['a test key', `sk_test_${'x'.repeat(24)}`],
] as const) {
  test(`in live ${what} is refused before anything is asked`, async () => {
    using workspace = new Workspace();
    await using stripe = await startLiveStripe();
    const run = await runToEnd(workspace, ['check', '--target', writeTarget(workspace, stripe.apiUrl)], {
      STRIPE_LIVE_KEY: key,
    });
    assert.equal(run.code, 4, told(run));
    assert.match(run.stderr, /STRIPE_LIVE_KEY/);
    assert.doesNotMatch(run.stderr, /xxxxxxxx/);
    assert.deepEqual(stripe.requests(), []);
    assert.equal(run.record, undefined);
  });
}
