import { billing, buys } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { orphanedResourcesOf } from '#fixtures/billing/providers/stripe/orphaned-resources.ts';
import { purchase } from '#fixtures/billing/purchase.ts';
import { acknowledged, signedDelivery, webhookSecret } from '#fixtures/billing/webhook-delivery.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { webhookFailures } from '../failures/webhook.ts';

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
    const { eventId } = purchase.with('eventId', 'premium');
    const stripe = stripeClient();
    const session = await sessionOf(http);
    const event = await askStripe('the event', () => stripe.events.retrieve(eventId));
    const again = await signedDelivery(http, JSON.stringify(event), webhookSecret());
    const what = 'the webhook, sent the same event again,';
    expectStatus(again, acknowledged, { what, as: webhookFailures['replay-refused'] });
    const { premium, tier } = await billingUser(http, session);
    if (!premium) fail(webhookFailures['replay-took-premium'], { tier, object: eventId });
    const found = await askStripe('subscriptions', () => orphanedResourcesOf(stripe, ownEmail()));
    const running = found.filter(({ kind }) => kind === 'subscription');
    if (running.length !== 1)
      fail(webhookFailures['replay-doubled'], { count: running.length, expected: 1, object: eventId });
    expect(running, 'subscriptions of the user').toHaveLength(1);
    rulesOut('the same event twice changed nothing');
  },
);
