import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { redirectLimit } from '#fixtures/http/redirect.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { edgeFailures } from './failures.ts';

const redirecting = [301, 302, 303, 307, 308];
const originOf = (url = '') => URL.parse(url)?.origin;

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
      const way = [plain];
      for (let next = ''; originOf(way.at(-1)) !== expected && way.length <= redirectLimit; way.push(next)) {
        const answer = await http.get(way.at(-1) ?? plain);
        next = answer.redirectTarget() ?? '';
        if (next) continue;
        if (way.length === 1) expectStatus(answer, redirecting, { as: edgeFailures['not-redirected'] });
        const got = way.length > 1 ? answer.url : 'no web address';
        fail(edgeFailures['redirected-elsewhere'], { url: plain, got, expected: urlOf(host) });
      }
      const got = way.at(-1) ?? plain;
      if (originOf(got) !== expected)
        fail(edgeFailures['redirected-elsewhere'], { url: plain, got, expected: urlOf(host) });
      const onTheWay = way.slice(1).filter((url) => !url.startsWith('https:'));
      if (onTheWay.length > 0) remark(`plain HTTP leads over plain HTTP: ${onTheWay.join(', ')}`);
      expect(originOf(got), 'where plain HTTP leads').toBe(expected);
      rulesOut('plain HTTP leads to HTTPS', host);
    },
  );
}
