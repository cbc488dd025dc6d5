import { exchangeLine } from '../../../fixtures/evidence.ts';
import { fieldOf } from '../../../fixtures/fields.ts';
import { claim, test } from '../../../fixtures/index.ts';
import { isEdgeBlock } from '../../../fixtures/judge-answer.ts';
import { wayTo } from '../../../fixtures/needs.ts';
import { fail, withinBudget } from '../../../fixtures/notes.ts';
import { endHop, purchaseWith } from '../../../fixtures/purchase.ts';
import { target } from '../../../fixtures/settings.ts';
import { askStripe, billing, buys, stripeClient } from '../../../fixtures/stripe.ts';
import { until } from '../../../fixtures/until.ts';
import { forgedDelivery } from '../../../fixtures/webhook.ts';

const { budgets } = target;
const host = target.auth?.host ?? '';

test(
  "the app's webhook takes the event of the payment",
  claim({
    tier: 'purchase',
    severity: 'P1',
    watched: buys,
    id: 'billing/webhook',
    classes: ['webhook', 'edge-blocked', 'stripe'],
    needs: [...wayTo(host), 'api/health', 'api/clock', 'billing/audit', 'billing/hosted-page'],
    budgetMs: budgets.webhook,
  }),
  async ({ http }) => {
    const { sessionId } = purchaseWith('paid', 'sessionId');
    const stripe = stripeClient();
    const list = () =>
      askStripe('the events', () => stripe.events.list({ type: 'checkout.session.completed', limit: 20 }));
    const event = await until(budgets.webhookGiveUp, async () =>
      (await list()).data.find(({ data }) => fieldOf(data, 'object.id') === sessionId),
    );
    if (!event) fail('stripe', 'Stripe made no event of the payment');
    endHop('event', { eventId: event.id });
    const delivered = await until(budgets.webhookGiveUp, async () => {
      const { pending_webhooks: waiting } = await askStripe('the event', () => stripe.events.retrieve(event.id));
      return waiting === 0;
    });
    if (delivered) return withinBudget('delivery', endHop('delivered', { delivered: true }), budgets.webhook);
    const outsider = await forgedDelivery(http, billing());
    const blocked = isEdgeBlock(outsider.exchange);
    const who = blocked
      ? 'the edge refuses it before the app'
      : `the app answers a bad signature with ${outsider.status}`;
    fail(
      blocked ? 'edge-blocked' : 'webhook',
      `${event.type} is not taken after ${budgets.webhookGiveUp / 1_000} s: ${who}`,
      {
        evidence: [`${event.id} still waits at Stripe (pending_webhooks > 0)`, exchangeLine(outsider.exchange)],
      },
    );
  },
);
