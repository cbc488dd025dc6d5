import { billingUser } from '../../../fixtures/entitlement.ts';
import { fieldOf } from '../../../fixtures/fields.ts';
import { urlOf } from '../../../fixtures/hosts.ts';
import { expectStatus } from '../../../fixtures/http.ts';
import { claim, expect, test } from '../../../fixtures/index.ts';
import { makeFree } from '../../../fixtures/make-free.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { fail, withinBudget } from '../../../fixtures/notes.ts';
import { beginPurchase, endHop } from '../../../fixtures/purchase.ts';
import { bearer, sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { askStripe, billing, buys, stripeClient } from '../../../fixtures/stripe.ts';

const { budgets } = target;
const host = target.auth?.host ?? '';

test(
  'a free user gets a checkout session',
  claim({
    tier: 'purchase',
    severity: 'P1',
    watched: buys,
    id: 'billing/checkout',
    classes: ['http-error', 'stripe', 'data'],
    needs: [...signedIn(), 'billing/audit'],
    budgetMs: budgets.checkout,
  }),
  async ({ http }) => {
    const session = await sessionOf(http);
    const stripe = stripeClient();
    const user = await billingUser(http, session);
    if (!user.free && !(await makeFree(http, stripe, session))) {
      fail('harness', `the probe user is ${user.tier} and could not be made free before the purchase`);
    }
    beginPurchase(user.id);
    const answer = await http.post(urlOf(host, billing().routes.checkout), {}, { headers: bearer(session) });
    expectStatus(answer, [200, 201]);
    const url = String(fieldOf(answer.json(), 'url'));
    const sessionId = /cs_(?:test|live)_\w+/.exec(url)?.[0] ?? '';
    expect(sessionId, 'the id of the session in its address').not.toBe('');
    const created = await askStripe('the checkout session', () => stripe.checkout.sessions.retrieve(sessionId));
    expect(created).toMatchObject({
      object: 'checkout.session',
      livemode: false,
      mode: 'subscription',
      status: 'open',
    });
    expect(created.metadata?.['userId'] ?? created.client_reference_id, 'the user the session is for').toBe(user.id);
    withinBudget('checkout session', endHop('session', { checkoutUrl: url, sessionId }), budgets.checkout);
  },
);
