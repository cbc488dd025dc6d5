import { answerKind } from '#fixtures/billing/answer-kind.ts';
import { forgedDelivery, unsignedDelivery } from '#fixtures/billing/webhook-delivery.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { note, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { isHandled404 } from './handled-404.ts';
import { codeOfForgery, expectRefused } from './webhook-answer.ts';

const { billing: settings } = target;
const host = settings.mode === 'off' ? '' : settings.webhook.host;
const needs = [...reachabilityOf(host), 'api/health', 'api/steady', 'billing/webhook', 'orders/webhook'];

test(
  'the webhook refuses what Stripe did not sign',
  claim({
    id: 'billing/webhook-refuses',
    severity: 'P0',
    classes: ['webhook', 'edge-blocked', 'timeout'],
    needs,
    watched: settings.mode !== 'off' && target.environment !== 'live',
  }),
  async ({ http }) => {
    const tries = {
      'a bad signature': forgedDelivery(http),
      'no signature': unsignedDelivery(http),
      'another content type': forgedDelivery(http, { 'content-type': 'text/plain' }),
    };
    const answers = await Promise.all(
      Object.entries(tries).map(async ([name, answer]) => [name, await answer] as const),
    );
    for (const [name, { status }] of answers)
      note({ kind: 'probe', name, ok: answerKind(status) === 'refused', detail: String(status) });
    for (const [name, answer] of answers) {
      if (!(await isHandled404(http, answer)))
        expectRefused(answer, `the webhook, sent ${name},`, codeOfForgery(answer.status));
      withinBudget(`answer to ${name}`, answer.ms, target.budgets.webhook);
    }
    expect(answers).toHaveLength(3);
    rulesOut(`webhook refuses a bad signature (${answers.map(([, { status }]) => status).join(', ')})`);
  },
);
