import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { edgeFailures } from './failures.ts';

const redirecting = [301, 302, 303, 307, 308];

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
      const expected = new URL(urlOf(host)).origin;
      const answer = await http.get(plain, { follow: true });
      const { url, redirects } = answer.exchange;
      const came = new URL(url);
      if (redirects.length === 0) expectStatus(answer, redirecting, { as: edgeFailures['not-redirected'] });
      const got = redirects.length > 0 ? came.href : 'no web address';
      if (came.origin !== expected)
        fail(edgeFailures['redirected-elsewhere'], { url: plain, got, expected: urlOf(host) });
      const onTheWay = redirects.filter((line) => !line.includes(' https://'));
      if (onTheWay.length > 0) remark(`plain HTTP leads over plain HTTP: ${onTheWay.join(', ')}`);
      rulesOut('plain HTTP leads to HTTPS', host);
    },
  );
}
