import { bootUsage, type UsageDemo } from '#demo/usage/boot.ts';
import { usageFaults, usageHosts } from '#demo/usage/faults.ts';
import type { DemoSystem } from '../demo-system.ts';
import { usageRows } from '../detect/rows/usage.ts';

export const system: DemoSystem = {
  faults: usageFaults,
  faultHosts: usageHosts,
  evidence: [],
  rows: usageRows,
  async boot({ faults, latencyMs, jitterMs }) {
    const demo = await bootUsage({ faults, latencyMs, jitterMs });
    const { urls, trustedKeys } = demo;
    return {
      environment: environmentOf(demo),
      urls,
      front: `${urls.api}/info`,
      trustedKeys,
      // Nothing of an earlier run is needed to judge it.
      remember: async () => undefined,
      close: () => demo.close(),
    };
  },
};

/** What a run is told: the addresses and the private authority, as overrides of the very target that fits the real system. */
function environmentOf({ urls, nameServer, caFile, release, aws }: UsageDemo): Record<string, string> {
  const overrides = {
    environment: 'demo',
    'hosts.api': urls.api,
    'network.nameServer': nameServer,
    'network.caFile': caFile,
    'apis.api.version.expect': release,
    'budgets.request': 3_000,
    // The demo shares its machine with the run, and often with more: how fast it is there says nothing about it.
    'budgets.health': 3_000,
  };
  return {
    WATCHPOST_SET: JSON.stringify(overrides),
    AWS_ENDPOINT_URL_CLOUDWATCH: urls.cloudwatch,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
  };
}
