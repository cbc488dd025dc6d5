import { billingUser } from '#fixtures/billing/entitlement.ts';
import { endHop, purchaseWith, resumePurchase } from '#fixtures/billing/purchase.ts';
import { askStripe, billing, buys, paidBy, stripeClient } from '#fixtures/billing/stripe.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, test } from '#fixtures/index.ts';
import { fail, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import { endpointsFor, forgedDelivery } from '../webhook-delivery.ts';

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
    const { eventType, paidObject } = purchaseWith('eventType', 'paidObject');
    const stripe = stripeClient();
    const { ours, others } = await endpointsFor(stripe, eventType);
    if (!ours) fail('webhook', `Stripe has no enabled endpoint of the app that gets ${eventType}`);
    const session = await sessionOf(http);
    resumePurchase();
    const event = await pollUntil(budgets.webhookGiveUp, async () => {
      const { data } = await askStripe('the events', () => stripe.events.list({ type: eventType, limit: 20 }));
      return data.find((one) => valueAt(one.data, 'object.id') === paidObject);
    });
    if (!event) fail('stripe', 'Stripe made no event of the payment');
    endHop('event', { what: 'the event', budgetMs: budgets.event, class: 'stripe' }, { eventId: event.id });

    const delivered = await pollUntil(budgets.webhookGiveUp, async () => {
      const { pending_webhooks: waiting } = await askStripe('the event', () => stripe.events.retrieve(event.id));
      if (waiting === 0) return true;
      return waiting <= others.length && (await billingUser(http, session)).premium;
    });
    if (others.length > 0)
      remark(`${event.id} goes to ${others.length} other endpoints too; what still waits may be theirs`);
    const promise = { what: 'the delivery', budgetMs: budgets.webhook, class: 'webhook' } as const;
    if (delivered) return endHop('delivered', promise, { delivered: true });

    const outsider = await forgedDelivery(http, billing());
    const blocked = isEdgeBlock(outsider.exchange);
    const who = blocked
      ? 'the edge refuses it before the app'
      : `the app answers a bad signature with ${outsider.status}`;
    fail(
      blocked ? 'edge-blocked' : 'webhook',
      `${eventType} is not taken after ${budgets.webhookGiveUp / 1_000} s: ${who}`,
      {
        evidence: [`${event.id} still waits at Stripe (pending_webhooks > 0)`, exchangeLine(outsider.exchange)],
      },
    );
  },
);
