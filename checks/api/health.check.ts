import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apis, expectBody } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, test } from '#fixtures/index.ts';
import { rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';

for (const { id, host, health, steady } of apis('health')) {
  test(
    `${host} is alive`,
    claim({
      id,
      severity: 'P0',
      classes: ['http-error', 'contract', 'timeout'],
      needs: reachabilityOf(host),
      budgetMs: target.budgets.health,
    }),
    async ({ http }) => {
      const answer = await http.get(urlOf(host, health.path), { countedElsewhere: steady !== undefined });
      expectStatus(answer, 200);
      expectBody(answer, health.accepts);
      withinBudget('health', answer.ms, target.budgets.health);
      rulesOut(`${health.path} ${answer.status}`, host);
    },
  );
}
