import { billing, buys, paidBy } from '#fixtures/billing/billing-settings.ts';
import { billingUser } from '#fixtures/billing/entitlement.ts';
import { endHop, purchaseWith, reach, resumePurchase } from '#fixtures/billing/purchase.ts';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { type Http, jsonBody } from '#fixtures/http/http.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, type Session, sessionOf } from '#fixtures/session/session.ts';
import { pollUntil } from '#fixtures/timing/poll-until.ts';
import type { Facts } from '#record/facts.ts';
import { purchaseFailures } from '../failures/purchase.ts';

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
    let tier = '';
    const premium = await pollUntil(patience, async () => {
      const user = await billingUser(http, session);
      tier = user.tier;
      return user.premium;
    });
    if (!premium) {
      const { repair, evidence } = await reconcile(http, session);
      const facts = { seconds: patience / 1_000, tier, problem: delivered ? 'acknowledged' : 'unacknowledged' };
      fail(purchaseFailures['premium-not-set'], { ...facts, ...repair }, { evidence });
    }
    const promise = { what: 'premium', budgetMs: budgets.premium, late: purchaseFailures['premium-late'] };
    const ms = endHop('premium', promise, { premium: true });
    expect(premium, 'premium after the payment').toBe(true);
    rulesOut(`premium ${(ms / 1_000).toFixed(1)} s after the event`);
  },
);

interface Reconciled {
  /** Which route was asked to read the truth from Stripe, and whether that put things right. */
  repair: Pick<Facts, 'path' | 'repairedBy'>;
  evidence: string[];
}

/** Asks the app to read the truth from Stripe, and says what came of it. */
async function reconcile(http: Http, session: Session): Promise<Reconciled> {
  const { sync: path } = billing().routes;
  if (!path) return { repair: {}, evidence: [] };
  const asked = jsonBody({});
  const url = urlOf(required(target.auth).host, path);
  const headers = { ...asked.headers, ...bearer(session, url) };
  const answer = await http.try(url, { ...asked, headers });
  const { status } = answer.exchange;
  const repaired = !(answer instanceof ProbeError) && status === 200 && (await billingUser(http, session)).premium;
  if (repaired) reach({ premium: true });
  const said = `POST ${path} ${status === undefined ? 'did not answer' : `answered ${status}`}`;
  return {
    repair: { path, ...(repaired && { repairedBy: `POST ${path}` }) },
    evidence: [`${said} and ${repaired ? 'repaired it' : 'did not repair it'}`],
  };
}
