import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { listen } from '#demo/net/listen.ts';
import { createStripe } from '#demo/stripe/stand-in.ts';
import type { KeyGrant, Permission } from '#demo/stripe/wire/keys.ts';
import type { LoggedRequest } from '#demo/stripe/wire/request-log.ts';
import { root } from './start-run.ts';
import type { Workspace } from './workspace.ts';

const webhook = 'https://api.live.example/webhooks/stripe';
const events = ['checkout.session.completed', 'customer.created'] as const;
const apiVersion = '2026-10-28.endive';

/** The probe users of the target, and their addresses. The run takes the first for itself and leaves it out of the audit. */
const probes = { email: 'PROBE_EMAIL', password: 'PROBE_PASSWORD' };
const second = { email: 'SECOND_EMAIL', password: 'SECOND_PASSWORD' };

/** An account in live mode, as a run finds it. */
export interface LiveStripe extends AsyncDisposable {
  /** May write too: what keeps a run from writing is the run's own. */
  monitor: string;
  /** What the account's owner works with. */
  owner: Stripe;
  /** What was asked since it was set up. */
  requests(): LoggedRequest[];
  /** What a run is told with this key: its target among it. */
  environment(workspace: Workspace, key: string): Record<string, string>;
}

const everything = {
  balance: 'write',
  webhook: 'write',
  event: 'write',
  plan: 'write',
  customer: 'write',
  subscription: 'write',
  checkout_session: 'write',
} as const satisfies KeyGrant['permissions'];

export const newKey = (kind: string): string => `${kind}_live_${randomBytes(16).toString('hex')}`;

/**
 * Opens an account with the app's endpoint, what the app sells and a customer with a probe's address. All of it is ten
 * minutes old, so that nothing is taken for being under way.
 *
 * @param restricted more keys, with what they may read.
 */
export async function startLiveStripe(restricted: Record<string, readonly string[]> = {}): Promise<LiveStripe> {
  const [ownerKey, monitor] = [newKey('sk'), newKey('rk')];
  const others = Object.entries(restricted).map(([key, readable]) => ({
    key,
    permissions: Object.fromEntries(readable.map((name) => [name as Permission, 'read' as const])),
  }));
  const standIn = createStripe({
    keys: [{ key: ownerKey }, { key: monitor, permissions: everything }, ...others],
    checkoutUrl: () => 'https://checkout.live.example',
    livemode: true,
    now: () => Date.now() - 600_000,
    deliver: () => Promise.reject(new Error('the app of this account is not there')),
    retryBackoffMs: [],
    rateLimit: 1_000,
  });
  const server = await listen({ fetch: standIn.api.fetch });
  const owner = new Stripe(ownerKey, { host: '127.0.0.1', port: server.port, protocol: 'http', telemetry: false });
  await owner.customers.create({ email: 'second@probe.example' });
  await owner.webhookEndpoints.create({ url: webhook, enabled_events: [...events], api_version: apiVersion });
  const product = await owner.products.create({ name: 'Premium' });
  const month = { interval: 'month' } as const;
  await owner.prices.create({ product: product.id, currency: 'sek', unit_amount: 12_900, recurring: month });
  const setUp = standIn.requests.length;
  return {
    monitor,
    owner,
    requests: () => standIn.requests.slice(setUp),
    environment: (workspace, key) => ({
      WATCHPOST_TARGET: writeTarget(workspace, `http://127.0.0.1:${server.port}`),
      STRIPE_LIVE_KEY: key,
      [probes.email]: 'first@probe.example',
      [probes.password]: randomBytes(9).toString('hex'),
      [second.email]: 'second@probe.example',
      [second.password]: randomBytes(9).toString('hex'),
    }),
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
    auth: { kind: 'password', host: 'api', probe: probes, pool: [second], routes: { login: '/login', me: '/me' } },
    billing: {
      mode: 'audit',
      provider: 'stripe',
      secretKey: 'STRIPE_LIVE_KEY',
      apiUrl,
      statusUrl: `${apiUrl}/status`,
      webhook: { host: 'api', path: '/webhooks/stripe', events, apiVersion },
      price: { amount: 12_900, currency: 'sek', interval: 'month' },
      routes: { checkout: '/checkout' },
      entitlement: { field: 'tier', premium: 'premium', free: 'free' },
    },
  };
  const source = `import { defineTarget } from '${join(root, 'targets', 'target.ts')}';\nexport default defineTarget(${JSON.stringify(target)});\n`;
  writeFileSync(file, source);
  return file;
}
