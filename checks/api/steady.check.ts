import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { classOfStatus } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { partyOfHost } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, remark, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { p95, pooled, smallestVisibleShare } from '#fixtures/timing/concurrency.ts';

for (const { id, host, health, steady } of apis('steady')) {
  test(
    `${host} answers every fresh connection in time`,
    claim({
      id,
      severity: 'P1',
      classes: ['http-error', 'latency', 'timeout'],
      needs: [...reachabilityOf(host), id.replace('steady', 'health')],
      watched: steady,
      budgetMs: target.budgets.health,
    }),
    async ({ http }) => {
      const { requests } = required(steady);
      const answers = await pooled(requests, 5, () => http.try(urlOf(host, health.path)));
      const bad = answers.filter((got) => got instanceof ProbeError || got.status !== 200);
      remark(`${requests} requests show a share of failures from ${smallestVisibleShare(requests)} % up (95 % sure)`);
      const [first] = bad;
      if (first) {
        const failureClass = first instanceof ProbeError ? first.failureClass : classOfStatus(first.exchange);
        const message = `${bad.length} of ${requests} fresh connections were not served: ${exchangeLine(first.exchange)}`;
        if (bad.length === requests)
          fail(failureClass, message, { party: partyOfHost(first.exchange.url, failureClass) });
        degrade(
          'second-try',
          failureClass,
          message,
          bad.slice(0, 4).map(({ exchange }) => exchangeLine(exchange)),
        );
      }
      const times = answers.map(({ exchange }) => exchange.phases.total);
      withinBudget(`p95 of ${requests} (the second worst)`, p95(times), target.budgets.health);
      expect(answers.length - bad.length, 'requests that were served').toBeGreaterThan(0);
    },
  );
}
