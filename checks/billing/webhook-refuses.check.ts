import { billing } from '#fixtures/billing/stripe.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { expectStatus, failOfStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { note, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { forgedDelivery, unsignedDelivery } from './webhook-delivery.ts';

const { billing: settings } = target;
const host = settings.mode === 'off' ? '' : settings.webhook.host;
const needs = [...reachabilityOf(host), 'api/health', 'api/steady', 'billing/webhook'];
const refused = [400, 401, 403];

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
      'a bad signature': forgedDelivery(http, billing()),
      'no signature': unsignedDelivery(http, billing()),
      'another content type': forgedDelivery(http, billing(), { 'content-type': 'text/plain' }),
    };
    const answers = await Promise.all(
      Object.entries(tries).map(async ([name, answer]) => [name, await answer] as const),
    );
    for (const [name, { status }] of answers)
      note({ kind: 'probe', name, ok: refused.includes(status), detail: String(status) });
    for (const [name, answer] of answers) {
      if (isEdgeBlock(answer.exchange)) failOfStatus(answer.exchange, refused, { what: `the webhook, sent ${name},` });
      expectStatus(answer, [...refused, 415], { what: `the webhook, sent ${name},`, as: 'webhook' });
      withinBudget(`answer to ${name}`, answer.ms, target.budgets.webhook);
    }
    expect(answers).toHaveLength(3);
  },
);
