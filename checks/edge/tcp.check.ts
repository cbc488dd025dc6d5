import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { deadOnes, familiesFromHere } from './addresses.ts';
import { factsOfAddresses, openConnections } from './connection.ts';
import { edgeFailures } from './failures.ts';

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
      const { reached, each } = await openConnections(url, { secure: false });
      const dead = factsOfAddresses(url, deadOnes(each, familiesFromHere()));
      if (dead) degrade('second-try', edgeFailures['address-dead'], dead);
      else rulesOut('TCP', host);
      expect(reached.address).toBeTruthy();
    },
  );
}
