import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright';
import type { Stripe } from 'stripe';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { type OpenAccount, openAccount } from '../testing/open-account.ts';
import { openReceiver } from '../testing/receiver.ts';
import { until } from '../testing/until.ts';

let browser: Browser;
before(async () => {
  browser = await chromium.launch(launchOptions(process.env));
});
after(() => browser.close());

/** A page at the session, which leads back to the account's own server when paid. */
async function openPage(account: OpenAccount, params: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const session = await account.session({
    cancel_url: `${account.checkoutUrl}/cancelled`,
    success_url: `${account.checkoutUrl}/success?session_id={CHECKOUT_SESSION_ID}`,
    ...params,
  });
  const page = await browser.newPage();
  await page.goto(session.url ?? '');
  return { page, session };
}

async function fillCard(page: Page, cardNumber: string): Promise<void> {
  await page.locator('#email').fill('payer@loventia.test');
  await page.locator('#cardNumber').pressSequentially(cardNumber);
  await page.locator('#cardExpiry').fill('1234');
  await page.locator('#cardCvc').fill('123');
  await page.locator('#billingName').fill('Probe Payer');
  await page.locator('#billingPostalCode').fill('94107');
}

const submit = (page: Page) => page.getByTestId('hosted-payment-submit-button').click();

test('a visitor buys, lands on the success page, and the shop is told', async () => {
  await using account = await openAccount();
  await using receiver = await openReceiver();
  await account.stripe.webhookEndpoints.create({ enabled_events: ['checkout.session.completed'], url: receiver.url });
  const { page, session } = await openPage(account);
  assert.equal(await page.getByText('TEST MODE').isVisible(), true);
  assert.match((await page.getByTestId('product-summary-total-amount').textContent()) ?? '', /^SEK\s129\.00$/);
  await fillCard(page, '4242424242424242');
  assert.equal(await page.locator('#cardNumber').inputValue(), '4242 4242 4242 4242');
  assert.equal(await page.locator('#cardExpiry').inputValue(), '12 / 34');
  await submit(page);
  await page.waitForURL(`${account.checkoutUrl}/success?session_id=${session.id}`);
  await until('the webhook has arrived', () => receiver.received.length === 1);
  assert.equal((await account.stripe.checkout.sessions.retrieve(session.id)).payment_status, 'paid');
  await page.goto(session.url ?? '');
  assert.equal(await page.getByRole('heading').textContent(), 'You’re all done here');
  await page.close();
});

test('a declined card is named on the page, and another one pays', async () => {
  await using account = await openAccount();
  const { page } = await openPage(account);
  await fillCard(page, '4000000000009995');
  await submit(page);
  await page.getByText('Your card has insufficient funds. Try a different card.').waitFor();
  assert.equal(await page.locator('#cardNumber').getAttribute('aria-invalid'), 'true');
  await page.locator('#cardNumber').fill('4242424242424242');
  await submit(page);
  await page.waitForURL(/\/success/);
  await page.close();
});

test('an empty form says what is required and sends nothing', async () => {
  await using account = await openAccount();
  const { page } = await openPage(account);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await submit(page);
  assert.equal(await page.getByText('Required').count(), 6);
  await page.locator('#cardNumber').fill('4242424242424241');
  await page.locator('#cardExpiry').fill('119');
  await page.locator('#cardCvc').fill('12');
  await submit(page);
  assert.equal(await page.locator('#cardNumber-error').textContent(), 'Your card number is invalid.');
  assert.equal(await page.locator('#cardExpiry-error').textContent(), "Your card's expiration date is incomplete.");
  assert.equal(await page.locator('#cardCvc-error').textContent(), "Your card's security code is incomplete.");
  assert.deepEqual(sent, []);
  await page.close();
});

test('the button shows that a payment is under way', async () => {
  await using account = await openAccount();
  const { page } = await openPage(account);
  const seen = Promise.withResolvers<void>();
  await page.route('**', async (route) => {
    if (route.request().method() === 'POST') await seen.promise;
    await route.continue();
  });
  await fillCard(page, '4242424242424242');
  await submit(page);
  await page.getByText('Processing…').waitFor();
  assert.equal(await page.getByTestId('hosted-payment-submit-button').isDisabled(), true);
  seen.resolve();
  await page.waitForURL(/\/success/);
  await page.close();
});

test('an email the shop knows is shown and cannot be changed; the postal code goes with the country', async () => {
  await using account = await openAccount();
  const { id: customer } = await account.stripe.customers.create({ email: 'known@loventia.test' });
  const { page } = await openPage(account, { customer });
  assert.equal(await page.locator('#email').inputValue(), 'known@loventia.test');
  assert.equal(await page.locator('#email').isEditable(), false);
  await page.locator('#billingCountry').selectOption('SE');
  assert.equal(await page.locator('#billingPostalCode').isVisible(), false);
  await page.close();
});

test('the caret stays where it is when a digit is corrected in the middle', async () => {
  await using account = await openAccount();
  const { page } = await openPage(account);
  const number = page.locator('#cardNumber');
  await number.pressSequentially('424242424242');
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Backspace', '9']) await number.press(key);
  assert.equal(await number.inputValue(), '4942 4242 4242');
  await number.press('1');
  assert.equal(await number.inputValue(), '4914 2424 2424 2');
  await page.close();
});

test('a session that is over and one that never was say so', async () => {
  await using account = await openAccount();
  const { page, session } = await openPage(account);
  await account.stripe.checkout.sessions.expire(session.id);
  const expired = await page.goto(session.url ?? '');
  await page.reload();
  assert.equal(await page.getByRole('heading').textContent(), 'This checkout session has expired');
  assert.equal(await page.getByRole('link').getAttribute('href'), `${account.checkoutUrl}/cancelled`);
  const unknown = await page.goto(`${account.checkoutUrl}/c/pay/cs_test_gone`);
  assert.equal(unknown?.status(), 404);
  assert.notEqual(expired?.status(), 200);
  await page.close();
});

test('the page loads nothing from elsewhere and fits a phone without scrolling sideways', async () => {
  await using account = await openAccount();
  const session = await account.session();
  const page = await browser.newPage({ viewport: { height: 844, width: 390 } });
  const problems: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).protocol));
  await page.goto(session.url ?? '');
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
  assert.deepEqual(problems, []);
  assert.ok([...hosts].every((protocol) => ['http:', 'data:'].includes(protocol)));
  await page.close();
});
