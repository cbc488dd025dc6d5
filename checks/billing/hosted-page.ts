import { expect, type Locator, type Page } from '@playwright/test';
import { appears } from '#fixtures/browser/browser.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { gist } from '#record/classify-error.ts';
import { purchaseFailures } from './failures/purchase.ts';

/** Stripe's test cards. Source: Stripe's list of test card numbers. */
export const cards = { paying: '4242424242424242', declined: '4000000000000002' } as const;

/** The button that pays; waited for first, because the fields come and go with the layouts. */
const submitButton = (page: Page): Locator =>
  page.locator('[data-testid="hosted-payment-submit-button"], .SubmitButton').filter({ visible: true }).first();

/** Opens Stripe's hosted page; one that does not come, or that asks for something else than a card, is Stripe's. */
export async function openHostedPage(page: Page, url: string): Promise<void> {
  const answer = await page
    .goto(url)
    .catch((error: Error) => fail(purchaseFailures['hosted-page-unopened'], { detail: gist(error) }));
  const status = answer?.status() ?? 0;
  if (status >= 500) fail(purchaseFailures['hosted-page-unopened'], { status, detail: `it answered ${status}` });
  const seconds = target.budgets.hostedPage / 1_000;
  const shown = await appears(submitButton(page), target.budgets.hostedPage);
  if (!shown) fail(purchaseFailures['hosted-page-without-form'], { seconds, ...(status > 0 && { status }) });
}

/**
 * Pays on Stripe's hosted page. Its layout drifts: the card choice is opened only where there is one, fields are filled
 * only where they can be, and what is typed may be written differently.
 */
export async function payWithCard(page: Page, email: string, cardNumber: string = cards.paying): Promise<void> {
  const submit = submitButton(page);
  const accordion = page.locator('[data-testid="card-accordion-item-button"]').filter({ visible: true });
  if ((await accordion.count()) > 0) await accordion.first().dispatchEvent('click');
  await fillWherePossible(page, {
    email,
    cardNumber,
    cardExpiry: `12 / ${(new Date().getFullYear() + 5) % 100}`,
    cardCvc: '123',
    billingName: 'Watchpost Probe',
    billingPostalCode: '42424',
  });
  await submit.click().catch((error: Error) => failOfControl('submit', error));
}

async function fillWherePossible(page: Page, values: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(values)) {
    const field = page.locator(`#${id}`).filter({ visible: true });
    if ((await field.count()) === 0 || !(await field.isEditable())) continue;
    await expect(async () => {
      await field.fill(value);
      await expect(field).toHaveValue(/\S/, { timeout: 500 });
    })
      .toPass({ timeout: 5_000 })
      .catch((error: Error) => failOfControl(id, error));
  }
}

/** Only the first line of the error is told: the rest may hold what was typed. */
const failOfControl = (name: string, error: Error): never =>
  fail(purchaseFailures['hosted-page-control-stuck'], { name, detail: gist(error) });
