import { billingUser } from '../../../fixtures/entitlement.ts';
import { expectStatus } from '../../../fixtures/http.ts';
import { claim, expect, test } from '../../../fixtures/index.ts';
import { leftoversOf } from '../../../fixtures/leftovers.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { ownEmail } from '../../../fixtures/probe-account.ts';
import { purchaseWith } from '../../../fixtures/purchase.ts';
import { sessionOf } from '../../../fixtures/session.ts';
import { askStripe, billing, buys, stripeClient } from '../../../fixtures/stripe.ts';
import { signedDelivery, webhookSecret } from '../../../fixtures/webhook.ts';

test(
  'the same event twice changes nothing',
  claim({
    id: 'billing/replay',
    tier: 'purchase',
    severity: 'P2',
    classes: ['webhook', 'entitlement'],
    needs: [...signedIn(), 'billing/webhook', 'billing/premium'],
    watched: buys && billing().webhook.secret,
  }),
  async ({ http }) => {
    const { eventId } = purchaseWith('eventId', 'premium');
    const stripe = stripeClient();
    const session = await sessionOf(http);
    const event = await askStripe('the event', () => stripe.events.retrieve(eventId));
    const again = await signedDelivery(http, billing(), JSON.stringify(event), webhookSecret());
    expectStatus(again, [200, 201, 202, 204], { what: 'the webhook, sent the same event again,', as: 'webhook' });
    expect((await billingUser(http, session)).premium, 'still premium').toBe(true);
    const running = (await askStripe('subscriptions', () => leftoversOf(stripe, ownEmail()))).filter(
      ({ kind }) => kind === 'subscription',
    );
    expect(running, 'subscriptions of the user').toHaveLength(1);
  },
);
