import { type Context, Hono } from 'hono';
import Stripe from 'stripe';
import type { ApiContext, ApiEnv } from './context.ts';
import { traceIdOf } from './log-requests.ts';

/** Where Stripe delivers its events. `handle` is called once for each genuine event and may throw. */
export function createWebhookRoutes(context: ApiContext, handle: (event: Stripe.Event) => Promise<void>): Hono<ApiEnv> {
  return new Hono<ApiEnv>().post('/stripe', async (c) => {
    const event = await readEvent(c, context);
    if (!event) return c.json({ error: 'Webhook signature verification failed' }, 400);
    if (await context.users.hasEvent(event.id)) return c.json({ received: true, duplicate: true });
    await handle(event);
    await context.users.addEvent(event.id);
    return c.json({ received: true });
  });
}

/** The event in a request; undefined unless Stripe has signed exactly this body within the last five minutes. */
async function readEvent(c: Context<ApiEnv>, { settings, log }: ApiContext): Promise<Stripe.Event | undefined> {
  const received = await c.req.text();
  const body = settings.webhookBody(received);
  const signature = c.req.header('stripe-signature') ?? '';
  try {
    if (!settings.verifiesWebhooks()) return JSON.parse(body);
    return Stripe.webhooks.constructEvent(
      body,
      signature,
      settings.webhookSecret(),
      undefined,
      undefined,
      settings.now(),
    );
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const traceId = traceIdOf(c.req.header('traceparent'));
    log.add({
      level: 'warn',
      message: `Webhook refused: ${reason.trim()} (verified ${sizeOf(body)} of ${sizeOf(received)} bytes)`,
      path: c.req.path,
      requestId: c.get('requestId'),
      ...(traceId && { traceId }),
    });
    return undefined;
  }
}

/** Stripe words a wrong secret and an altered body alike; how much of the body was verified tells them apart. */
const sizeOf = (body: string) => Buffer.byteLength(body);
