import { billingUser } from '../../../fixtures/entitlement.ts';
import { urlOf } from '../../../fixtures/hosts.ts';
import { claim, test } from '../../../fixtures/index.ts';
import { signedIn } from '../../../fixtures/needs.ts';
import { fail, withinBudget } from '../../../fixtures/notes.ts';
import { endHop, purchaseWith } from '../../../fixtures/purchase.ts';
import { bearer, sessionOf } from '../../../fixtures/session.ts';
import { target } from '../../../fixtures/settings.ts';
import { billing, buys } from '../../../fixtures/stripe.ts';
import { until } from '../../../fixtures/until.ts';

const { budgets } = target;
const host = target.auth?.host ?? '';

test(
  'the paying user becomes premium',
  claim({
    tier: 'purchase',
    severity: 'P1',
    watched: buys,
    id: 'billing/premium',
    classes: ['entitlement', 'http-error'],
    needs: [...signedIn(), 'billing/hosted-page', 'billing/webhook'],
    budgetMs: budgets.premium,
  }),
  async ({ http }) => {
    const { delivered } = purchaseWith('paid');
    const session = await sessionOf(http);
    const patience = delivered ? budgets.premiumGiveUp : budgets.premium;
    const premium = await until(patience, async () => (await billingUser(http, session)).premium);
    if (premium) return withinBudget('premium', endHop('premium', { premium: true }), budgets.premium);
    const repaired = await syncRepairs();
    const said = delivered ? 'the event was delivered and accepted' : 'the event was not delivered';
    fail('entitlement', `${said}, premium is not set after ${patience / 1_000} s`, { evidence: [repaired] });

    async function syncRepairs(): Promise<string> {
      const { sync } = billing().routes;
      if (!sync) return 'the target names no way to reconcile';
      const answer = await http.post(urlOf(host, sync), {}, { headers: bearer(session) });
      const now = answer.status === 200 && (await billingUser(http, session)).premium;
      if (now) endHop('premium', { premium: true });
      return `POST ${sync} answered ${answer.status} and ${now ? 'repaired it' : 'changed nothing'}`;
    }
  },
);
