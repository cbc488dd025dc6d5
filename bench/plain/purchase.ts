import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright';
import { me, type Session } from './auth.ts';
import { onPage, open } from './browser.ts';
import { type Checkout, payOn, startCheckout } from './checkout.ts';
import { post } from './http.ts';
import { enabledEndpoint, orphanedResourcesOf, stripe } from './stripe.ts';
import { until } from './until.ts';
import { world } from './world.ts';

/** A free user is refused with a bad card, buys with a good one, becomes premium, sees so, and is made free again. */
export async function buy(browser: Browser, session: Session): Promise<void> {
  const { bearer } = session;
  await beDeclined(browser, session);
  const checkout = await startCheckout(session);
  await onPage(browser, undefined, (page) => pay(page, checkout));
  await eventIsDelivered(checkout.id);
  await until(async () => (await me(bearer)).entitlements.tier === 'premium');
  await onPage(browser, session, async (page) => {
    await open(page, '/profile');
    await page
      .getByText(/^premium$/i)
      .first()
      .waitFor();
  });
  assert.equal((await post(`${world.api}/api/billing/sync`, {}, bearer)).status, 200);
  assert.equal((await me(bearer)).entitlements.tier, 'premium');
  await cancel(session);
}

async function beDeclined(browser: Browser, session: Session): Promise<void> {
  const checkout = await startCheckout(session);
  await onPage(browser, undefined, async (page) => {
    await payOn(page, checkout, '4000000000000002');
    await page
      .getByText(/declin|refus|not accepted/i)
      .first()
      .waitFor();
  });
  assert.equal((await stripe.checkout.sessions.retrieve(checkout.id)).payment_status, 'unpaid');
  assert.equal((await me(session.bearer)).entitlements.tier, 'free');
  assert.equal((await stripe.checkout.sessions.expire(checkout.id)).status, 'expired');
}

async function pay(page: Page, checkout: Checkout): Promise<void> {
  await payOn(page, checkout, '4242424242424242');
  await until(async () => (await stripe.checkout.sessions.retrieve(checkout.id)).payment_status === 'paid');
  await page.waitForURL((now) => now.origin === world.app, { waitUntil: 'commit' });
}

async function eventIsDelivered(sessionId: string): Promise<void> {
  await enabledEndpoint();
  const completed = () => stripe.events.list({ type: 'checkout.session.completed', limit: 20 });
  const event = await until(async () =>
    (await completed()).data.find(({ data }) => Reflect.get(data.object, 'id') === sessionId),
  );
  await until(async () => (await stripe.events.retrieve(event.id)).pending_webhooks === 0);
}

/** By the app's own route; then once more, as a sweep would, to see that nothing is left. */
async function cancel({ bearer }: Session): Promise<void> {
  assert.equal((await post(`${world.api}/api/billing/cancel-now`, {}, bearer)).status, 200);
  await until(async () => (await orphanedResourcesOf(world.email)).length === 0);
  await until(async () => (await me(bearer)).entitlements.tier === 'free');
  await me(bearer);
  assert.deepEqual(await orphanedResourcesOf(world.email), []);
  assert.equal((await me(bearer)).entitlements.tier, 'free');
}
