import { buys } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { cards, openHostedPage, payWithCard } from '#fixtures/billing/hosted-page.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { appears } from '#fixtures/browser/browser.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { startCheckout } from '../checkout.ts';
import { purchaseFailures } from '../failures/purchase.ts';

test(
  'a declined card buys nothing, and the page says so',
  claim({
    id: 'billing/declined-card',
    tier: 'purchase',
    severity: 'P1',
    classes: ['stripe', 'entitlement'],
    needs: [...signedIn(), 'billing/checkout', 'billing/hosted-page'],
    watched: buys && target.billing.mode === 'hosted',
  }),
  async ({ page, http }) => {
    const session = await sessionOf(http);
    const stripe = stripeClient();
    const { url, sessionId } = await startCheckout(http, stripe, session);
    await openHostedPage(page, url);
    await payWithCard(page, ownEmail(), cards.declined);
    const told = await appears(page.getByText(/declin|refus|not accepted/i));
    const [{ payment_status: status }, { premium, tier }] = await Promise.all([
      askStripe('the session', () => stripe.checkout.sessions.retrieve(sessionId)),
      billingUser(http, session),
    ]);
    if (status === 'paid') fail(purchaseFailures['declined-card-paid'], { object: sessionId, got: status });
    if (!told) fail(purchaseFailures['decline-untold'], { object: sessionId, got: status });
    if (premium) fail(purchaseFailures['premium-unpaid'], { object: sessionId, tier });
    const ended = await askStripe('the end of the session', () => stripe.checkout.sessions.expire(sessionId));
    expect(ended.status).toBe('expired');
    rulesOut('a declined card buys nothing');
  },
);
