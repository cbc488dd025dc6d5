import { urlOf } from '../../fixtures/hosts.ts';
import { expectStatus } from '../../fixtures/http.ts';
import { claim, expect, test } from '../../fixtures/index.ts';
import { wayTo } from '../../fixtures/needs.ts';
import { target } from '../../fixtures/settings.ts';

for (const [host, plain] of Object.entries(target.edge.httpsRedirects)) {
  test(
    `plain HTTP leads to HTTPS on ${host}`,
    claim({
      id: `edge/https-redirect:${host}`,
      severity: 'P2',
      classes: ['http-error', 'tcp', 'timeout'],
      needs: [`edge/dns:${host}`, `edge/tcp:${host}`, ...wayTo(host)],
    }),
    async ({ http }) => {
      const answer = await http.get(plain);
      expectStatus(answer, [301, 302, 307, 308]);
      expect(answer.redirectTarget(), 'where it leads').toBe(urlOf(host));
    },
  );
}
