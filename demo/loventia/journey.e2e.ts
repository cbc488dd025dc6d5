import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { bootLoventia, type Loventia } from './boot.ts';

let demo: Loventia;
let browser: Browser;
let page: Page;

before(async () => {
  demo = await bootLoventia();
  browser = await chromium.launch({
    ...launchOptions(process.env),
    args: [
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      `--ignore-certificate-errors-spki-list=${demo.trustedKeys.join()}`,
    ],
  });
});

after(async () => {
  await browser.close();
  await demo.close();
});

beforeEach(async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => localStorage.setItem('loventia-consent', 'necessary'));
  page = await context.newPage();
});

async function logIn(): Promise<void> {
  const [{ email, password }] = demo.credentials.probes;
  await page.goto(`${demo.urls.app}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('a member logs in, stays logged in over a reload by the refresh cookie, and sees every photo', async () => {
  await logIn();
  await page.getByText(demo.credentials.probes[0].email).waitFor();
  await page.reload();
  await page.getByText(demo.credentials.probes[0].email).waitFor();
  const widths = await page
    .locator('img')
    .evaluateAll((images) => Promise.all(images.map((image) => image.decode().then(() => image.naturalWidth))));
  assert.ok(widths.length >= 4);
  assert.ok(widths.every((width: number) => width > 0));
  await page.context().close();
});

test('a member buys Premium on the hosted page and comes back to it', async () => {
  await logIn();
  await page.getByText(demo.credentials.probes[0].email).waitFor();
  await page.goto(`${demo.urls.app}/premium`);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.locator('#cardNumber').fill('4242424242424242');
  await page.locator('#cardExpiry').fill(`12${(new Date().getFullYear() + 3) % 100}`);
  await page.locator('#cardCvc').fill('123');
  await page.locator('#billingName').fill('Alva Probe');
  await page.locator('#billingPostalCode').fill('111 22');
  await page.getByTestId('hosted-payment-submit-button').click();
  await page.getByText('Your account has Premium now.').waitFor();
  assert.ok(page.url().startsWith(`${demo.urls.app}/premium/success?session_id=cs_test_`));
  await page.context().close();
});

test('the cors fault breaks the session for a browser only', async () => {
  demo.faults.turnOn('cors');
  const refused = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/auth/login'));
  await logIn();
  assert.match((await refused).failure()?.errorText ?? '', /net::ERR_FAILED/);
  demo.faults.turnOff('cors');
  await page.context().close();
});
