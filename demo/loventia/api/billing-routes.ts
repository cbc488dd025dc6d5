import { type Context, Hono } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { requireUser } from './require-user.ts';
import { answerStripeFailure } from './stripe-failure.ts';
import type { User } from './user-store.ts';
import { viewUser } from './user-view.ts';

/** Buying premium, reconciling with Stripe, cancelling. */
export function createBillingRoutes(context: ApiContext): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .use(requireUser(context))
    .post('/create-checkout-session', (c) =>
      withStripe(c, context, 'Failed to create checkout session', async () => ({
        url: await openCheckout(context, c.get('user')),
      })),
    )
    .post('/sync', (c) =>
      withStripe(c, context, 'Failed to sync billing', async () => {
        const user = await context.entitlements.sync(c.get('user'));
        return { ok: true, ...(await viewUser(user, context.photos)) };
      }),
    )
    .post('/cancel-now', (c) =>
      withStripe(c, context, 'Failed to cancel subscription', async () => {
        const cancelled = await context.entitlements.cancelNow(c.get('user'));
        return { ok: true, cancelled, isPremium: false };
      }),
    );
}

async function withStripe(
  c: Context<ApiEnv>,
  { log }: ApiContext,
  complaint: string,
  work: () => Promise<object>,
): Promise<Response> {
  try {
    return c.json(await work());
  } catch (error) {
    return answerStripeFailure(c, error, complaint, log);
  }
}

/** Opens a hosted checkout and returns its address. */
async function openCheckout(context: ApiContext, user: User): Promise<string | null> {
  const { stripe, appOrigin, priceId } = context;
  const customer = user.stripeCustomerId ?? (await createCustomer(context, user));
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    client_reference_id: user.id,
    line_items: [{ price: priceId(), quantity: 1 }],
    metadata: { userId: user.id },
    subscription_data: { metadata: { userId: user.id } },
    success_url: `${appOrigin()}/premium/success?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${appOrigin()}/premium`,
  });
  return session.url;
}

async function createCustomer({ stripe, users }: ApiContext, user: User): Promise<string> {
  const customer = await stripe.customers.create({ email: user.email, metadata: { userId: user.id } });
  await users.update(user.id, { stripeCustomerId: customer.id });
  return customer.id;
}
