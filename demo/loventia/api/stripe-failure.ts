import type { Context } from 'hono';
import Stripe from 'stripe';
import type { RequestLog } from './request-log.ts';

/** Whether Stripe says that what an id points at is not there (error code `resource_missing`). */
export function isMissingResource(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}

/**
 * The answer to a billing request that Stripe would not serve. What Stripe refused is our fault (500, with Stripe's
 * code and message); that Stripe itself failed or could not be reached is not (502), and what it was asked too often for
 * may be asked again soon (503, with Stripe's code and message). Other errors are thrown on.
 */
export function answerStripeFailure(c: Context, error: unknown, what: string, log: RequestLog): Response {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  log.add({ level: 'error', message: `${what}: ${error.type}: ${error.message}`, path: c.req.path });
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return c.json({ error: what, code: error.code ?? error.type, message: error.message }, 500);
  }
  if (error instanceof Stripe.errors.StripeRateLimitError) {
    c.header('retry-after', '1');
    return c.json({ error: what, code: error.code ?? error.type, message: error.message }, 503);
  }
  return c.json({ error: what, code: 'stripe_unavailable', message: 'Stripe did not answer as expected' }, 502);
}
