import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { resolveHost } from './connection.ts';

for (const [host, url] of hostEntries()) {
  test(
    `the name of ${host} resolves`,
    claim({ id: `edge/dns:${host}`, severity: 'P0', classes: ['dns'], needs: onlineNeeds }),
    async () => {
      const addresses = await resolveHost(url);
      expect(addresses).not.toHaveLength(0);
      rulesOut('DNS', host);
    },
  );
}
