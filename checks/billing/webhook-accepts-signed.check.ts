import { answerKind } from '#fixtures/billing/answer-kind.ts';
import { provider } from '#fixtures/billing/providers/provider.ts';
import { acknowledged, deliveryPatienceMs, signedDelivery, webhookSecret } from '#fixtures/billing/webhook-delivery.ts';
import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, test } from '#fixtures/index.ts';
import { fail, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { webhookFailures } from './failures/webhook.ts';
import { isHandled404 } from './handled-404.ts';
import { refusalReason } from './refusal-reason.ts';
import { codeOfSigned, codeOfStale, expectRefused } from './webhook-answer.ts';

const { billing: settings } = target;
const host = settings.mode === 'off' ? '' : settings.webhook.host;
const needs = [...reachabilityOf(host), 'api/health', 'api/steady', 'billing/webhook', 'orders/webhook'];

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
    const event = provider().harmlessEvent();
    const plain = await signedDelivery(http, event, secret);
    if (isRefusal(plain)) {
      const facts = { status: plain.status, problem: refusalReason(plain.text()) };
      fail(webhookFailures['signed-event-refused'], facts, { evidence: [exchangeLine(plain.exchange)] });
    }
    expectAcknowledged(plain, 'an unknown event type');
    const late = webhookFailures['acknowledgement-late'];
    withinBudget('answer to an unknown event', plain.ms, target.budgets.webhook, late);

    const spaced = await deliverSpaced(http, secret);
    if (isRefusal(spaced)) {
      const evidence = [exchangeLine(plain.exchange), exchangeLine(spaced.exchange)];
      fail(webhookFailures['spaced-event-refused'], { status: spaced.status }, { evidence });
    }
    expectAcknowledged(spaced, 'an event with white space');
    expectAcknowledged(await signedDelivery(http, event, secret), 'the same event again');

    const stale = await signedDelivery(http, provider().harmlessEvent(), secret, 301);
    if (!(await isHandled404(http, stale)))
      expectRefused(stale, 'the webhook, sent a signature of five minutes ago,', codeOfStale(stale.status));
    rulesOut('webhook accepts an event signed with its secret, and refuses an old signature');
  },
);

/** The app says that it does not believe the signature; the edge in its place says nothing of the kind. */
const isRefusal = ({ status, exchange }: HttpResponse) => answerKind(status) === 'refused' && !isEdgeBlock(exchange);

const expectAcknowledged = (answer: HttpResponse, sent: string) =>
  expectStatus(answer, acknowledged, { what: `the webhook, sent ${sent},`, as: codeOfSigned(answer.status) });

/** An app that prints a parsed body again to verify it prints no white space. */
const deliverSpaced = (http: Http, secret: string) =>
  signedDelivery(http, JSON.stringify(JSON.parse(provider().harmlessEvent()), null, 2), secret);
