import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgeVersion, ownEndpoints } from './stripe-endpoints.ts';

const { billing: settings } = target;

test(
  'the webhook endpoint speaks the API version that the app expects',
  claim({
    id: 'billing/api-version',
    severity: 'P2',
    classes: ['webhook', 'stripe'],
    needs: ['billing/audit'],
    watched: settings.mode !== 'off' && settings.webhook.apiVersion,
    advisory: true,
  }),
  async () => {
    const account = stripeAccount();
    const { host, path, apiVersion } = billing().webhook;
    const wanted = required(apiVersion);
    const ours = ownEndpoints(await askStripe('the webhook endpoints', account.endpoints), urlOf(host, path));
    const isOpen = ours.some(({ api_version: version }) => version === null);
    const usual = isOpen ? await askStripe('the latest event', account.usualVersion) : undefined;
    const finding = judgeVersion(ours, wanted, usual);
    if (finding) fail(finding.code, finding.facts, finding);
    expect(ours, "the app's enabled endpoints").not.toHaveLength(0);
    rulesOut(`webhook endpoint on API version ${apiVersion}`);
  },
);
