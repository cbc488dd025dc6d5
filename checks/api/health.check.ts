import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { isRateLimit } from '#fixtures/http/classify-response.ts';
import { linesOfAnswer } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { failOfStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { tellAge } from './answer-age.ts';
import { askReport, expectWell, isSuccess } from './ask-report.ts';
import { expectBody } from './expect-body.ts';
import { type Answered, expectContract } from './health-contract.ts';

for (const { id, host, health, steady, clock } of apis('health')) {
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
      const answer = await askReport(http, urlOf(host, health.path), { countedElsewhere: steady !== undefined });
      // It may be a limit of ours, whatever its body says of the app.
      if (isRateLimit(answer.exchange)) failOfStatus(answer.exchange, 200);
      if (health.accepts === undefined) expectWell(answer, host, health);
      if (!isSuccess(answer)) failOfStatus(answer.exchange, 200);
      if (health.accepts !== undefined) expectBody(answer, health.accepts);
      if (health.contract) expectContract(answeredBy(answer), health.contract, clock !== undefined, evidenceOf(answer));
      expect(isSuccess(answer), 'a success').toBe(true);
      if (!health.contract?.fresh) tellAge(answer, evidenceOf(answer));
      withinBudget('health', answer.ms, target.budgets.health);
      rulesOut(`${health.path} ${answer.status}`, host);
    },
  );
}

function answeredBy(answer: HttpResponse): Answered {
  const dated = Date.parse(answer.header('date'));
  return {
    path: new URL(answer.url).pathname,
    body: parsedJson(answer.text()),
    at: Date.now() - answer.ms / 2,
    // A cache hands on the date of when it stored the answer.
    date: Number.isNaN(dated) || answer.header('age') !== '' ? undefined : dated,
  };
}

const evidenceOf = ({ exchange }: HttpResponse) => ({ evidence: linesOfAnswer(exchange) });
