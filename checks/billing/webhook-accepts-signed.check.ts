import { billing } from '#fixtures/billing/stripe.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, test } from '#fixtures/index.ts';
import { fail, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { deliveryPatienceMs, harmlessEvent, signedDelivery, webhookSecret } from './webhook-delivery.ts';

const { billing: settings } = target;
const host = settings.mode === 'off' ? '' : settings.webhook.host;
const needs = [...reachabilityOf(host), 'api/health', 'api/steady', 'billing/webhook'];
const refused = [400, 401, 403];

test(
  'the webhook takes what is signed with its secret, and only while it is fresh',
  claim({
    id: 'billing/webhook-accepts-signed',
    severity: 'P1',
    classes: ['webhook', 'edge-blocked', 'timeout'],
    needs: [...needs, 'api/clock', 'billing/webhook-refuses'],
    watched: settings.mode !== 'off' && target.environment !== 'live' && settings.webhook.secret,
  }),
  async ({ http }) => {
    // A slow handler is told as slow, not as a check that took too long.
    test.setTimeout(60_000 + 4 * deliveryPatienceMs);
    const secret = webhookSecret();
    const event = harmlessEvent();
    const plain = await signedDelivery(http, billing(), event, secret);
    if (plain.status === 400)
      fail('webhook', 'the webhook refuses an event signed with the secret given: the two secrets differ');
    expectStatus(plain, [200, 201, 202, 204], { what: 'the webhook, sent an unknown event type,', as: 'webhook' });
    withinBudget('answer to an unknown event', plain.ms, target.budgets.webhook, 'webhook');

    const spaced = await signedDelivery(http, billing(), JSON.stringify(JSON.parse(harmlessEvent()), null, 2), secret);
    if (spaced.status === 400)
      fail(
        'webhook',
        'the webhook refuses a signed event for its white space: the body is parsed before it is verified',
      );

    const again = await signedDelivery(http, billing(), event, secret);
    expectStatus(again, [200, 201, 202, 204], { what: 'the webhook, sent the same event again,', as: 'webhook' });

    const stale = await signedDelivery(http, billing(), harmlessEvent(), secret, 301);
    expectStatus(stale, refused, { what: 'the webhook, sent a signature of five minutes ago,', as: 'webhook' });
  },
);
