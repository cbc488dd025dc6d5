import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { accountFailures } from './failures/account.ts';
import { stripeAccount } from './stripe-account.ts';

const { billing: settings } = target;

test(
  'earlier probes left nothing behind',
  claim({
    id: 'billing/orphans',
    severity: 'P3',
    classes: ['data', 'stripe'],
    needs: ['billing/audit'],
    watched: settings.mode !== 'off' && target.auth,
    advisory: true,
  }),
  async () => {
    const account = stripeAccount();
    const orphans = await askStripe('leftovers of probes', account.orphans);
    note({ kind: 'orphans', count: orphans.length });
    if (orphans.length > 0)
      fail(accountFailures['probe-leftovers'], { count: orphans.length }, { evidence: orphans.slice(0, 6) });
    expect(orphans, 'what earlier probes left').toEqual([]);
    rulesOut('no test purchases of earlier probes left');
  },
);
