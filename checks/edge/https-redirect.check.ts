import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { edgeFailures } from './failures.ts';

for (const [host, plain] of Object.entries(target.edge.httpsRedirects)) {
  test(
    `plain HTTP leads to HTTPS on ${host}`,
    claim({
      id: `edge/https-redirect:${host}`,
      severity: 'P2',
      classes: ['http-error', 'tcp', 'timeout'],
      needs: [`edge/dns:${host}`, `edge/tcp:${host}`, ...reachabilityOf(host)],
    }),
    async ({ http }) => {
      const answer = await http.get(plain);
      expectStatus(answer, [301, 302, 307, 308], { as: edgeFailures['not-redirected'] });
      const got = answer.redirectTarget() ?? 'no web address';
      const expected = urlOf(host);
      if (got !== expected) fail(edgeFailures['redirected-elsewhere'], { url: plain, got, expected });
      rulesOut('plain HTTP leads to HTTPS', host);
    },
  );
}
