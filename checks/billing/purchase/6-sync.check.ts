import { billingUser } from '../../../fixtures/entitlement.ts';
import { urlOf } from '../../../fixtures/hosts.ts';
import { expectStatus } from '../../../fixtures/http.ts';
import { claim, expect, given, test } from '../../../fixtures/index.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { purchaseWith } from '../../../fixtures/purchase.ts';
import { bearer, sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { billing, buys } from '../../../fixtures/stripe.ts';

const host = target.auth?.host ?? '';

test(
  'reconciling with Stripe works',
  claim({
    tier: 'purchase',
    id: 'billing/sync',
    severity: 'P2',
    classes: ['http-error', 'entitlement'],
    needs: [...signedIn(), 'billing/checkout', 'billing/hosted-page'],
    watched: buys && billing().routes.sync,
    advisory: true,
  }),
  async ({ http }) => {
    purchaseWith('paid');
    const session = await sessionOf(http);
    const answer = await http.post(urlOf(host, given(billing().routes.sync)), {}, { headers: bearer(session) });
    expectStatus(answer, 200);
    expect((await billingUser(http, session)).premium, 'premium after reconciling').toBe(true);
  },
);
