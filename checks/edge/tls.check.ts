import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { isBigShare } from '#fixtures/http/addresses-of.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { distrustedOnes } from './addresses.ts';
import { daysLeft, factsOfAddresses, openConnections } from './connection.ts';
import { edgeFailures } from './failures.ts';

for (const [host, url] of hostEntries()) {
  test(
    `the certificate of ${host} is good`,
    claim({
      id: `edge/tls:${host}`,
      severity: 'P0',
      classes: ['tls', 'timeout'],
      needs: [...onlineNeeds, `edge/dns:${host}`, `edge/tcp:${host}`],
      watched: url.protocol === 'https:',
    }),
    async () => {
      const { certificateDaysLeft } = target.edge;
      const connections = await openConnections(url, { secure: true });
      const addresses = distrustedOnes(connections.each);
      const distrusted = factsOfAddresses(url, addresses);
      if (distrusted && isBigShare(addresses)) fail(edgeFailures['address-distrusted'], distrusted);
      if (distrusted) degrade('advisory', edgeFailures['address-distrusted'], distrusted);
      const { days, issuer } = daysLeft(connections, host);
      const asked = { host: url.hostname, days, expected: certificateDaysLeft, ...(issuer && { name: issuer }) };
      if (days < certificateDaysLeft) degrade('advisory', edgeFailures['certificate-expiring'], asked);
      else if (!distrusted) rulesOut('TLS', host);
      expect(days).toBeGreaterThanOrEqual(0);
    },
  );
}
