import { billing } from '#fixtures/billing/billing-settings.ts';
import { askStripe } from '#fixtures/billing/providers/stripe/ask-stripe.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { stripeAccount } from './stripe-account.ts';
import { judgeVersion, ownEndpoint } from './stripe-account-rules.ts';

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
    const ours = ownEndpoint(await askStripe('the webhook endpoints', account.endpoints), urlOf(host, path));
    const finding = judgeVersion(ours, required(apiVersion));
    if (finding) fail(finding.code, finding.facts, finding);
    expect(ours?.api_version, 'the version of the endpoint').toBe(apiVersion);
    rulesOut(`webhook endpoint on API version ${apiVersion}`);
  },
);
