import { bootUsage, type UsageDemo } from '#demo/usage/boot.ts';
import { usageFaults, usageHosts } from '#demo/usage/faults.ts';
import type { DemoSystem } from '../demo-system.ts';
import { usageRows } from '../detect/rows/usage.ts';
import { toldOfDemo } from '../told-of-demo.ts';

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

const environmentOf = (demo: UsageDemo): Record<string, string> =>
  toldOfDemo(demo, {
    'hosts.api': demo.urls.api,
    'apis.api.version.expect': demo.release,
    'budgets.request': 3_000,
  });
