import { onlineNeeds } from '#fixtures/claim/needs.ts';
import { hostEntries } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { daysLeft, openConnection } from './connection.ts';
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
      const days = daysLeft(await openConnection(url, { secure: true }), host);
      const asked = { host: url.hostname, days, expected: certificateDaysLeft };
      if (days < certificateDaysLeft) degrade('advisory', edgeFailures['certificate-expiring'], asked);
      else rulesOut('TLS', host);
      expect(days).toBeGreaterThanOrEqual(0);
    },
  );
}
