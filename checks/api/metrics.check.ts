import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { openMetricsType, readExposition } from './exposition.ts';

const types = ['text/plain', openMetricsType];

for (const { id, host, metrics } of apis('metrics')) {
  test(
    `the Prometheus endpoint of ${host} answers and parses`,
    claim({
      id,
      severity: 'P3',
      classes: ['contract', 'http-error'],
      needs: [...reachabilityOf(host), ...apiNeeds('health', host), ...apiNeeds('steady', host)],
      watched: metrics,
    }),
    async ({ http }) => {
      const { path } = required(metrics);
      const accept = `${openMetricsType};version=1.0.0,text/plain;version=0.0.4;q=0.5`;
      const answer = await http.get(urlOf(host, path), { headers: { accept }, maxBytes: 50_000_000 });
      expectStatus(answer, 200);
      const { type } = answer;
      const evidence = [exchangeLine(answer.exchange)];
      const said = { path, type, got: type || 'no type', expected: types.join(' or ') };
      if (!types.includes(type)) fail(commonFailures['body-unexpected'], said, { evidence });
      const { samples, problem } = readExposition(answer.text(), type);
      if (problem) fail(commonFailures['body-misfit'], { path, type, detail: problem }, { evidence });
      expect(samples, 'samples that can be read').toBeGreaterThan(0);
      rulesOut(`${path} 200, ${samples} samples`, host);
    },
  );
}
