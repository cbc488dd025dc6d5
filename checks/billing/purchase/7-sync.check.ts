import { billingUser } from '#fixtures/billing/entitlement.ts';
import { purchaseWith } from '#fixtures/billing/purchase.ts';
import { billing, buys, paidBy } from '#fixtures/billing/stripe.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { classBehindStripe } from '#fixtures/http/classify-response.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';

test(
  'reconciling with Stripe works',
  claim({
    id: 'billing/sync',
    tier: 'purchase',
    severity: 'P2',
    classes: ['http-error', 'entitlement'],
    needs: [...signedIn(), 'billing/checkout', paidBy],
    watched: buys && billing().routes.sync,
    advisory: true,
  }),
  async ({ http }) => {
    purchaseWith('paidObject');
    const session = await sessionOf(http);
    const sync = urlOf(required(target.auth).host, required(billing().routes.sync));
    const answer = await http.post(sync, {}, { headers: bearer(session) });
    expectStatus(answer, 200, { as: classBehindStripe(answer.exchange) });
    expect((await billingUser(http, session)).premium, 'premium after reconciling').toBe(true);
  },
);
