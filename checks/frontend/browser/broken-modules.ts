import type { Page } from '@playwright/test';

/** So many scripts of a page are asked, and each for so long, in ms. */
const most = 10;
const waitMs = 1_000;

/**
 * A module is run once, and whoever imports it again hears how that went. A text, so that nothing on its way to the browser makes
 * another `import` of it.
 */
const asked = `(async () => {
  const loaded = [...document.querySelectorAll('script[type=module][src]')].map(({ src }) => src).slice(0, ${most});
  const wait = new Promise((resolve) => setTimeout(resolve, ${waitMs}));
  const broken = loaded.map((src) => Promise.race([import(src).then(() => '', () => src), wait]));
  return (await Promise.all(broken)).filter(Boolean);
})()`;

/**
 * The scripts of a page, of those that are modules, that broke off as they started: they threw, or cannot be read. What a server has drawn
 * shows itself all the same, and nothing on it does anything. Asked only of a page that reports an error: a script that did not come
 * would be asked for again.
 */
export async function brokenModules(page: Page): Promise<string[]> {
  const broken: unknown = await page.evaluate(asked).catch(() => []);
  return Array.isArray(broken) ? broken.filter((url) => typeof url === 'string') : [];
}
