import { billingUser } from '#fixtures/billing/entitlement.ts';
import { endHop, purchaseWith, reach, resumePurchase } from '#fixtures/billing/purchase.ts';
import { billing, buys, paidBy } from '#fixtures/billing/stripe.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import type { Http } from '#fixtures/http/http.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, type Session, sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';

const { budgets } = target;

test(
  'the paying user becomes premium',
  claim({
    id: 'billing/premium',
    tier: 'purchase',
    severity: 'P1',
    classes: ['entitlement', 'http-error'],
    needs: [...signedIn(), paidBy, 'billing/webhook'],
    watched: buys,
    budgetMs: budgets.premium,
  }),
  async ({ http }) => {
    const { delivered } = purchaseWith('paidObject');
    const session = await sessionOf(http);
    resumePurchase();
    const patience = delivered ? budgets.premiumGiveUp : budgets.premium;
    const premium = await pollUntil(patience, async () => (await billingUser(http, session)).premium);
    const promise = { what: 'premium', budgetMs: budgets.premium, class: 'entitlement' } as const;
    if (premium) return endHop('premium', promise, { premium: true });
    const said = delivered ? 'the event was delivered and accepted' : 'the event was not delivered';
    const { told, evidence } = await reconcile(http, session);
    fail('entitlement', `${told}; ${said}, premium not set after ${patience / 1_000} s`, { evidence });
  },
);

/** Asks the app to read the truth from Stripe, and says what came of it. */
async function reconcile(http: Http, session: Session): Promise<{ told: string; evidence: string[] }> {
  const { sync } = billing().routes;
  if (!sync) return { told: 'the target names no way to reconcile', evidence: [] };
  const answer = await http.post(urlOf(required(target.auth).host, sync), {}, { headers: bearer(session) });
  const now = answer.status === 200 && (await billingUser(http, session)).premium;
  if (now) reach({ premium: true });
  const came = now ? 'repaired it' : 'did not repair it';
  return { told: `billing/sync ${came}`, evidence: [`POST ${sync} answered ${answer.status} and ${came}`] };
}
