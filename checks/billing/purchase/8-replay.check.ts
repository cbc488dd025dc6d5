import { billingUser } from '#fixtures/billing/entitlement.ts';
import { orphanedResourcesOf } from '#fixtures/billing/orphaned-resources.ts';
import { purchaseWith } from '#fixtures/billing/purchase.ts';
import { askStripe, billing, buys, stripeClient } from '#fixtures/billing/stripe.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { signedDelivery, webhookSecret } from '../webhook-delivery.ts';

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
    const running = (await askStripe('subscriptions', () => orphanedResourcesOf(stripe, ownEmail()))).filter(
      ({ kind }) => kind === 'subscription',
    );
    expect(running, 'subscriptions of the user').toHaveLength(1);
  },
);
