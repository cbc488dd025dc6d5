import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { isAt } from '#fixtures/billing/providers/stripe/endpoints.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { degrade, fail, note, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { judgeSpelling } from './endpoint-spelling.ts';
import { accountFailures } from './failures/account.ts';
import { stripeAccount } from './stripe-account.ts';
import { isOutage, judgeMode } from './stripe-account-rules.ts';
import { judgeEndpoints, ownEndpoints, remarksOn } from './stripe-endpoints.ts';
import { stripeSaysOfItself } from './stripe-status.ts';

test(
  'Stripe answers, in the right mode, and its webhook points at the app',
  claim({
    id: 'billing/audit',
    severity: 'P1',
    classes: ['webhook', 'stripe', 'data'],
    watched: target.billing.mode !== 'off',
  }),
  async ({ http }) => {
    const account = stripeAccount();
    const { webhook } = billing();
    void account.balance();
    void account.endpoints();
    const statusPage = await stripeSaysOfItself(http);
    remark(`Stripe says of itself: ${statusPage}`);
    const balance = await askStripe('the balance', account.balance, statusPage);
    const wrongMode = judgeMode(balance.livemode, target.environment);
    if (wrongMode) fail(wrongMode.code, wrongMode.facts, wrongMode);

    const wanted = { url: urlOf(webhook.host, webhook.path), events: webhook.events };
    const endpoints = await askStripe('the webhook endpoints', account.endpoints, statusPage);
    for (const { id, url, status: state } of endpoints)
      note({
        kind: 'probe',
        name: `${id} ${url}`,
        ok: state === 'enabled' || !isAt(url, wanted.url),
        detail: String(state),
      });
    for (const said of remarksOn(endpoints, wanted)) remark(said);
    const finding = judgeEndpoints(endpoints, wanted);
    if (finding) fail(finding.code, finding.facts, finding);
    const spelling = await judgeSpelling(http, endpoints, wanted, target.environment !== 'live');
    for (const said of spelling.remarks) remark(said);
    if (spelling.finding) fail(spelling.finding.code, spelling.finding.facts, spelling.finding);
    if (isOutage(statusPage)) degrade('advisory', accountFailures['stripe-reports-outage'], { statusPage });
    expect(ownEndpoints(endpoints, wanted.url), "the app's enabled endpoints").not.toHaveLength(0);
    rulesOut("Stripe's API");
    rulesOut('webhook endpoint enabled at Stripe');
  },
);
