import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import type { Session } from './auth.ts';
import { onPage, open } from './browser.ts';

/** What a start breaks is seen within so long after a page has shown itself, in ms: it is looked at so long on both sides. */
const watchMs = 3_000;

/** The pages of a stranger, a signed-in user's page, and the images on it. */
export async function lookAtPages(browser: Browser, session: Session): Promise<void> {
  await onPage(browser, undefined, async (page) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await open(page, '/');
    await page.getByRole('heading', { name: /./ }).first().waitFor();
    await open(page, '/discover');
    await page
      .getByRole('heading', { name: /discover/i })
      .first()
      .waitFor();
    await setTimeout(watchMs);
    assert.deepEqual(errors, []);
  });
  await onPage(browser, session, async (page) => {
    await openProfile(page);
  });
  await onPage(browser, session, async (page) => {
    await openProfile(page);
    const images = page.locator('main img');
    await images.first().waitFor();
    await page.waitForFunction('[...document.querySelectorAll("main img")].every(({ complete }) => complete)');
    const widths = await images.evaluateAll((all) => all.map((image) => Reflect.get(image, 'naturalWidth')));
    assert.ok(widths.length > 1 && widths.every((width) => width > 0));
  });
}

async function openProfile(page: Page): Promise<void> {
  await open(page, '/profile');
  await page
    .getByRole('button', { name: /log ?out/i })
    .first()
    .waitFor();
}
