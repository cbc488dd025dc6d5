import { buys, paidBy } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import type { FactsWith } from '#record/facts.ts';
import { endpointsFor } from '../event-endpoints.ts';
import { webhookFailures } from '../failures/webhook.ts';
import { answerKind } from '../webhook-answer.ts';
import { forgedDelivery } from '../webhook-delivery.ts';

const { budgets } = target;
const host = target.billing.mode === 'off' ? '' : target.billing.webhook.host;

test(
  "the app's webhook takes the event of the payment",
  claim({
    id: 'billing/webhook',
    tier: 'purchase',
    severity: 'P1',
    classes: ['webhook', 'edge-blocked', 'stripe'],
    needs: [...reachabilityOf(host), 'api/health', 'api/ready', 'api/clock', 'billing/audit', paidBy],
    watched: buys,
    budgetMs: budgets.webhook,
  }),
  async ({ http }) => {
    const { eventType: name, paidObject } = purchaseWith('eventType', 'paidObject');
    const stripe = stripeClient();
    const { ours, others } = await endpointsFor(stripe, name);
    if (ours.length === 0) fail(webhookFailures['event-without-endpoint'], { name });
    const session = await sessionOf(http);
    resumePurchase();
    const event = await pollUntil(budgets.webhookGiveUp, async () => {
      const { data } = await askStripe('the events', () => stripe.events.list({ type: name, limit: 100 }));
      return data.find((one) => valueAt(one.data, 'object.id') === paidObject);
    });
    const seconds = budgets.webhookGiveUp / 1_000;
    if (!event) return fail(webhookFailures['event-not-made'], { name, object: paidObject, seconds });
    const made = { what: 'the event', budgetMs: budgets.event, late: webhookFailures['event-late'] };
    endHop('event', made, { eventId: event.id });

    let waiting = 0;
    const delivered = await pollUntil(budgets.webhookGiveUp, async () => {
      waiting = (await askStripe('the event', () => stripe.events.retrieve(event.id))).pending_webhooks;
      if (waiting === 0) return true;
      return waiting <= others.length && (await billingUser(http, session)).premium;
    });
    if (others.length > 0)
      remark(`${event.id} goes to ${others.length} other endpoints too; what still waits may be theirs`);
    if (!delivered) return failOfDelivery(await forgedDelivery(http), { name, object: event.id, seconds });
    const promise = { what: 'the delivery', budgetMs: budgets.webhook, late: webhookFailures['acknowledgement-late'] };
    const ms = endHop('delivered', promise, { delivered: true });
    expect(delivered, 'the event is delivered').toBe(true);
    if (waiting === 0) rulesOut(`webhook answered 2xx in ${(ms / 1_000).toFixed(1)} s`);
  },
);

/** Who answers an event that nobody signed, and how, is all that an outsider sees of the webhook. */
function failOfDelivery({ status, exchange }: HttpResponse, seen: FactsWith<'name' | 'object' | 'seconds'>): never {
  const evidence = [`${seen.object} still waits at Stripe (pending_webhooks > 0)`, exchangeLine(exchange)];
  if (isEdgeBlock(exchange)) fail(webhookFailures['event-blocked-by-edge'], { ...seen, got: status }, { evidence });
  const problem = `forgery-${answerKind(status)}`;
  fail(webhookFailures['event-unacknowledged'], { ...seen, got: status, problem }, { evidence });
}
