import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { me, type Session } from './auth.ts';
import { jsonOf, post } from './http.ts';
import { stripe } from './stripe.ts';
import { world } from './world.ts';

export interface Checkout {
  id: string;
  url: string;
}

/** A free user asks the app for a checkout session. */
export async function startCheckout({ bearer }: Session): Promise<Checkout> {
  assert.equal((await me(bearer)).entitlements.tier, 'free');
  const { url } = jsonOf(await post(`${world.api}/api/billing/create-checkout-session`, {}, bearer));
  const id = /cs_test_\w+/.exec(url)?.[0] ?? '';
  assert.equal((await stripe.checkout.sessions.retrieve(id)).status, 'open');
  return { id, url };
}

/** Opens Stripe's hosted page and pays with a card. */
export async function payOn(page: Page, { url }: Checkout, cardNumber: string): Promise<void> {
  await page.goto(url);
  const submit = page.locator('[data-testid="hosted-payment-submit-button"], .SubmitButton').first();
  await submit.waitFor();
  const card = { cardNumber, cardExpiry: '12 / 40', cardCvc: '123', billingName: 'Plain Script' };
  for (const [field, value] of Object.entries({ email: world.email, ...card, billingPostalCode: '42424' })) {
    const input = page.locator(`#${field}`).filter({ visible: true });
    if ((await input.count()) > 0 && (await input.isEditable())) await input.fill(value);
  }
  await submit.click();
}
