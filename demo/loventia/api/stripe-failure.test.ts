import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import Stripe from 'stripe';
import { createRequestLog } from './request-log.ts';
import { answerStripeFailure } from './stripe-failure.ts';

const { StripeAPIError, StripeInvalidRequestError, StripeRateLimitError } = Stripe.errors;

/** What the API answers when Stripe has answered with this error: the status, the code and when to come back. */
async function answerTo(error: Error): Promise<unknown[]> {
  const app = new Hono().get('/', (c) => answerStripeFailure(c, error, 'Failed to sync billing', createRequestLog()));
  const answer = await app.request('/');
  const { code } = (await answer.json()) as { code: string };
  return [answer.status, code, answer.headers.get('retry-after')];
}

test('what Stripe refuses is a fault of the API', async () => {
  const refused = new StripeInvalidRequestError({ type: 'invalid_request_error', code: 'resource_missing' });
  assert.deepEqual(await answerTo(refused), [500, 'resource_missing', null]);
});

test('what Stripe was asked too often for may be asked again soon', async () => {
  const limited = new StripeRateLimitError({ type: 'invalid_request_error', code: 'rate_limit' });
  assert.deepEqual(await answerTo(limited), [503, 'rate_limit', '1']);
});

test('a trouble of Stripe is told from one of the API', async () => {
  assert.deepEqual(await answerTo(new StripeAPIError({ type: 'api_error' })), [502, 'stripe_unavailable', null]);
});
