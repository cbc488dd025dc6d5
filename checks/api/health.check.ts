import { apis, fits } from '../../fixtures/apis.ts';
import { urlOf } from '../../fixtures/hosts.ts';
import { expectStatus } from '../../fixtures/http.ts';
import { claim, test } from '../../fixtures/index.ts';
import { wayTo } from '../../fixtures/needs.ts';
import { withinBudget } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';

for (const { id, host, health, steady } of apis('health')) {
  test(
    `${host} is alive`,
    claim({
      id,
      severity: 'P0',
      classes: ['http-error', 'contract', 'timeout'],
      needs: wayTo(host),
      budgetMs: target.budgets.health,
    }),
    async ({ http }) => {
      const answer = await http.get(urlOf(host, health.path), { countedElsewhere: steady !== undefined });
      expectStatus(answer, 200);
      fits(answer, health.accepts);
      withinBudget('health', answer.ms, target.budgets.health);
    },
  );
}
