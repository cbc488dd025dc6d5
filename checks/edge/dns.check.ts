import { onlineNeeds, resolveHost } from '../../fixtures/edge.ts';
import { hostEntries } from '../../fixtures/hosts.ts';
import { claim, expect, test } from '../../fixtures/index.ts';

for (const [host, url] of hostEntries()) {
  test(
    `the name of ${host} resolves`,
    claim({ id: `edge/dns:${host}`, severity: 'P0', classes: ['dns'], needs: onlineNeeds }),
    async () => {
      const addresses = await resolveHost(url);
      expect(addresses).not.toHaveLength(0);
    },
  );
}
