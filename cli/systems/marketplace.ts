import { bootMarketplace, type MarketplaceDemo } from '#demo/marketplace/boot.ts';
import { marketplaceFaults } from '#demo/marketplace/faults.ts';
import { faultHosts } from '#demo/marketplace/hosts.ts';
import type { DemoSystem } from '../demo-system.ts';
import { marketplaceRows } from '../detect/rows/marketplace.ts';
import { rememberSignIn } from '../remember-sign-in.ts';

export const system: DemoSystem = {
  faults: marketplaceFaults,
  faultHosts,
  evidence: [],
  rows: marketplaceRows,
  async boot({ faults, latencyMs, jitterMs }) {
    const demo = await bootMarketplace({ faults, latencyMs, jitterMs });
    const { urls, trustedKeys, credentials } = demo;
    return {
      environment: environmentOf(demo),
      urls,
      front: `${urls.shop}/shop`,
      trustedKeys,
      account: credentials.probe,
      async remember(store) {
        const session = await demo.earlierSession();
        await rememberSignIn(store, { origin: urls.api, account: credentials.probe, session });
      },
      close: () => demo.close(),
    };
  },
};

/** What a run is told: the addresses and the private authority, as overrides of the very target that fits the real system. */
function environmentOf({ urls, credentials, ...demo }: MarketplaceDemo): Record<string, string> {
  const { probe, witness } = credentials;
  const overrides = {
    environment: 'demo',
    'hosts.shop': urls.shop,
    'hosts.api': urls.api,
    'hosts.cdn': urls.cdn,
    'network.nameServer': demo.nameServer,
    'network.caFile': demo.caFile,
    'network.thirdParties': [urls.stripe, urls.checkout, urls.stripeStatus, urls.analytics],
    'billing.apiUrl': urls.stripe,
    'billing.statusUrl': `${urls.stripeStatus}/api/v2/status.json`,
    // A slow page takes four seconds, and is slow, not silent.
    'budgets.request': 6_000,
    // The demo shares its machine with the run, and often with more: how fast it is there says nothing about it.
    'budgets.health': 3_000,
    'budgets.checkout': 20_000,
    'budgets.hostedPage': 10_000,
    'budgets.webhook': 5_000,
    'budgets.webhookGiveUp': 20_000,
    'budgets.order': 5_000,
    'budgets.orderGiveUp': 10_000,
  };
  return {
    WATCHPOST_SET: JSON.stringify(overrides),
    SUPABASE_ANON_KEY: demo.anonKey,
    WATCHPOST_PROBE_EMAIL: probe.email,
    WATCHPOST_PROBE_PASSWORD: probe.password,
    WATCHPOST_WITNESS_EMAIL: witness.email,
    WATCHPOST_WITNESS_PASSWORD: witness.password,
    STRIPE_SECRET_KEY: demo.stripeKey,
    AWS_ENDPOINT_URL_CLOUDWATCH: urls.cloudwatch,
    AWS_ACCESS_KEY_ID: demo.aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: demo.aws.secretAccessKey,
  };
}
