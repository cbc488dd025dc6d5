import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { plainHosts } from '#targets/definition/plain-http.ts';
import { deadOnes, familiesFromHere } from './addresses.ts';
import { factsOfAddresses, openConnections } from './connection.ts';
import { edgeFailures } from './failures.ts';

const plain = plainHosts(target);

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
      if (plain.includes(host)) remark(`plain http to ${host}: nobody's identity is checked`);
      expect(reached.address).toBeTruthy();
    },
  );
}
