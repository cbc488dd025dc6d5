import { expectStatus } from '../../fixtures/http.ts';
import { claim, expect, test } from '../../fixtures/index.ts';
import { wayTo } from '../../fixtures/needs.ts';
import { target } from '../../fixtures/settings.ts';
import { billing } from '../../fixtures/stripe.ts';
import { forgedDelivery } from '../../fixtures/webhook.ts';

const host = target.billing.mode === 'off' ? '' : target.billing.webhook.host;

test(
  'the webhook refuses an event that Stripe did not sign',
  claim({
    id: 'billing/webhook-refuses',
    severity: 'P0',
    classes: ['webhook', 'edge-blocked', 'timeout'],
    needs: [...wayTo(host), 'api/health', 'api/steady', 'billing/webhook'],
    watched: target.billing.mode !== 'off',
  }),
  async ({ http }) => {
    const answer = await forgedDelivery(http, billing());
    expectStatus(answer, [400, 401, 403], { what: 'the webhook, sent a bad signature,', as: 'webhook' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  },
);
