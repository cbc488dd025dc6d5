import { billing, buys, paidBy } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { purchaseWith } from '#fixtures/billing/purchase.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { codeBehindStripe } from '../app-refusal.ts';
import { purchaseFailures } from '../failures/purchase.ts';

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
    const path = required(billing().routes.sync);
    const url = urlOf(required(target.auth).host, path);
    const answer = await http.post(url, {}, { headers: bearer(session, url) });
    expectStatus(answer, 200, { as: codeBehindStripe(answer, purchaseFailures['sync-refused']) });
    const { premium, tier } = await billingUser(http, session);
    if (!premium) fail(purchaseFailures['sync-without-effect'], { path, tier });
    expect(premium, 'premium after reconciling').toBe(true);
    rulesOut(`POST ${path} ${answer.status}, premium after it`);
  },
);
