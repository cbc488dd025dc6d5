import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { openConnection } from './connection.ts';

for (const [host, url] of hostEntries()) {
  test(
    `${host} accepts connections`,
    claim({
      id: `edge/tcp:${host}`,
      severity: 'P0',
      classes: ['tcp', 'timeout'],
      needs: [...onlineNeeds, `edge/dns:${host}`],
    }),
    async () => {
      const connection = await openConnection(url, { secure: false });
      expect(connection.address).toBeTruthy();
      rulesOut('TCP', host);
    },
  );
}
