import { bootMarketplace, type MarketplaceDemo } from '#demo/marketplace/boot.ts';
import { marketplaceFaults } from '#demo/marketplace/faults.ts';
import { faultHosts } from '#demo/marketplace/hosts.ts';
import type { DemoSystem } from '../demo-system.ts';
import { marketplaceRows } from '../detect/rows/marketplace.ts';
import { rememberSignIn } from '../remember-sign-in.ts';
import { toldOfDemo } from '../told-of-demo.ts';

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

function environmentOf(demo: MarketplaceDemo): Record<string, string> {
  const { urls, credentials } = demo;
  const { probe, witness } = credentials;
  const overrides = {
    'hosts.shop': urls.shop,
    'hosts.api': urls.api,
    'hosts.cdn': urls.cdn,
    'network.thirdParties': [urls.stripe, urls.checkout, urls.stripeStatus, urls.analytics],
    'billing.apiUrl': urls.stripe,
    'billing.statusUrl': `${urls.stripeStatus}/api/v2/status.json`,
    // A slow page takes four seconds, and is slow, not silent.
    'budgets.request': 6_000,
    'budgets.checkout': 20_000,
    'budgets.hostedPage': 10_000,
    'budgets.webhook': 5_000,
    'budgets.webhookGiveUp': 20_000,
    'budgets.order': 5_000,
    'budgets.orderGiveUp': 10_000,
  };
  return toldOfDemo(demo, overrides, {
    SUPABASE_ANON_KEY: demo.anonKey,
    WATCHPOST_PROBE_EMAIL: probe.email,
    WATCHPOST_PROBE_PASSWORD: probe.password,
    WATCHPOST_WITNESS_EMAIL: witness.email,
    WATCHPOST_WITNESS_PASSWORD: witness.password,
    STRIPE_SECRET_KEY: demo.stripeKey,
  });
}
