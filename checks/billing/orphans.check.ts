import { askStripe } from '#fixtures/billing/stripe.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { counted } from './stripe-account-rules.ts';

const { billing: settings } = target;
const audited = settings.mode !== 'off';

test(
  'earlier probes left nothing behind',
  claim({
    id: 'billing/orphans',
    severity: 'P3',
    classes: ['data', 'stripe'],
    needs: ['billing/audit'],
    watched: audited && target.auth,
    advisory: true,
  }),
  async () => {
    const account = stripeAccount();
    const orphans = await askStripe('leftovers of probes', account.orphans);
    note({ kind: 'orphans', count: orphans.length });
    const message = `earlier probes left ${counted(orphans, 'object')}: npm run sweep`;
    if (orphans.length > 0) degrade('advisory', 'data', message, { evidence: orphans.slice(0, 6) });
    expect(orphans.length).toBeGreaterThanOrEqual(0);
  },
);
