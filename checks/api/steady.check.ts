import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { partyOfHost } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, remark, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { p95, pooled, smallestVisibleShare } from '#fixtures/timing/concurrency.ts';
import { extentOf } from '#record/facts.ts';
import { isSuccess } from './ask-report.ts';
import { apiFailures } from './failures.ts';
import { classOfGot, type Got } from './routes/judge-routes.ts';

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
      const { requests, failsAbove } = required(steady);
      const answers = await pooled(requests, 5, () => http.try(urlOf(host, health.path)));
      const bad = answers.filter((got) => got instanceof ProbeError || !isSuccess(got));
      remark(`${requests} requests show a share of failures from ${smallestVisibleShare(requests)} % up (95 % sure)`);
      const [first] = bad;
      if (first) tellUnserved(host, first, bad, { total: requests, failsAbove });
      const times = answers.map(({ exchange }) => exchange.phases.total);
      withinBudget(`p95 of ${requests} (the second worst)`, p95(times), target.budgets.health);
      expect(answers.length - bad.length, 'requests that were served').toBeGreaterThan(0);
      if (!first) rulesOut(`${requests} of ${requests} connections served`, host);
    },
  );
}

/** Few that were not served degrade the run; above the share that the target allows, or with none served, they fail it. */
function tellUnserved(
  host: string,
  first: Got,
  bad: readonly Got[],
  { total, failsAbove }: { total: number; failsAbove: number },
): void {
  const count = bad.length;
  const failureClass = classOfGot(first);
  const { status } = first.exchange;
  const facts = {
    ...{ host, count, total, detail: exchangeLine(first.exchange) },
    extent: count < total && count * 2 > total ? ('most' as const) : extentOf(count, total),
    ...(status !== undefined && { status }),
  };
  const evidence = bad.slice(0, 4).map(({ exchange }) => exchangeLine(exchange));
  const party = partyOfHost(first.exchange.url, failureClass);
  if (count === total) fail(apiFailures['connections-unserved'], facts, { party, class: failureClass });
  if (count > total * failsAbove)
    fail(apiFailures['connections-unserved'], facts, { party, class: failureClass, evidence });
  degrade('second-try', apiFailures['connections-unserved'], facts, { class: failureClass, evidence });
}
