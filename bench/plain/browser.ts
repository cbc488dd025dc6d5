import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import type { Session } from './auth.ts';
import { world } from './world.ts';

/** Chromium, told where the demo's names lead and which of its certificates are good. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...world.browser,
    args: [
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      `--ignore-certificate-errors-spki-list=${world.trustedKeys.join(',')}`,
    ],
  });

/** Does something on a page of a context of its own. */
export async function onPage(
  browser: Browser,
  session: Session | undefined,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  if (session) await signIn(context, session);
  await work(await context.newPage());
  await context.close();
}

/** Opens a page of the site and answers the consent dialog when it comes up. */
export async function open(page: Page, path: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /cookies/i });
  const answer = () => dialog.getByRole('button', { name: 'Only necessary' }).click();
  await page.addLocatorHandler(dialog, answer, { times: 1 });
  await page.goto(world.app + path, { waitUntil: 'load' });
}

function signIn(context: BrowserContext, { cookies }: Session): Promise<void> {
  const domain = new URL(world.api).hostname;
  return context.addCookies(
    cookies.map((line) => {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
      const sameSite = /samesite=none/i.test(line) ? 'None' : 'Strict';
      return {
        name: pair.slice(0, at),
        value: pair.slice(at + 1),
        domain,
        path,
        sameSite,
        secure: true,
        httpOnly: true,
      };
    }),
  );
}
