import { askStripe, billing } from '#fixtures/billing/stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, fail, note, remark } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { isOutage, judgeEndpoint, judgeMode, ownEndpoint, remarkOnOthers } from './stripe-account-rules.ts';
import { stripeSaysOfItself } from './stripe-status.ts';

test(
  'Stripe answers, in the right mode, and its webhook points at the app',
  claim({
    id: 'billing/audit',
    severity: 'P1',
    classes: ['webhook', 'stripe'],
    watched: target.billing.mode !== 'off',
  }),
  async ({ http }) => {
    const account = stripeAccount();
    const { webhook } = billing();
    void account.balance();
    void account.endpoints();
    const status = await stripeSaysOfItself(http);
    remark(`Stripe says of itself: ${status}`);
    const balance = await askStripe('the balance', account.balance, status);
    const wrongMode = judgeMode(balance.livemode, target.environment);
    if (wrongMode) fail(wrongMode.class, wrongMode.message);

    const wanted = { url: urlOf(webhook.host, webhook.path), events: webhook.events };
    const endpoints = await askStripe('the webhook endpoints', account.endpoints, status);
    for (const { id, url, status: state } of endpoints)
      note({
        kind: 'probe',
        name: `${id} ${url}`,
        ok: state === 'enabled' || url !== wanted.url,
        detail: String(state),
      });
    const others = remarkOnOthers(endpoints, wanted);
    if (others) remark(others);
    const finding = judgeEndpoint(endpoints, wanted);
    if (finding) fail(finding.class, finding.message, finding);
    if (isOutage(status)) degrade('advisory', 'stripe', `Stripe answers us, but its status page says ${status}`);
    expect(ownEndpoint(endpoints, wanted.url)?.status, "the status of the app's endpoint").toBe('enabled');
  },
);
