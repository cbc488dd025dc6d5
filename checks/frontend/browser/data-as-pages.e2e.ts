import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve } from '#fixtures/http/network-for-test.ts';

let asked = 0;
/** A host of a single-page app: whatever it does not have is the app. Each answer has a nonce of its own. */
const site = await serve(({ url }) => {
  const { pathname, searchParams } = new URL(url);
  const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  if (pathname === '/data.json') return Response.json([1]);
  if (pathname === '/fragment') return html('<li>Chair');
  asked += 1;
  return html(
    `<!doctype html><link rel=icon href="data:,"><a href="/about">About</a><h1></h1><script nonce="n${asked}">
    const wanted = new URLSearchParams(location.search).get('wants');
    fetch(wanted).then((answer) => answer.text()).finally(() => (document.querySelector('h1').textContent = 'Shown'));
    </script>${searchParams.get('own') ?? ''}`,
  );
});
process.env['WATCHPOST_URLS'] = `app=http://127.0.0.1:${site.port}`;
const { watchHtmlAnswers } = await import('#fixtures/browser/html-answers.ts');
const { dataAsPages } = await import('./data-as-pages.ts');

let browser: Browser;
before(async () => {
  browser = await browserForTest();
});
after(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

/** The paths that a page, which asks for this, was answered with its own page. */
async function answeredItself(wants: string): Promise<string[]> {
  const page = await browser.newPage();
  try {
    watchHtmlAnswers(page);
    await page.goto(`http://127.0.0.1:${site.port}/?wants=${encodeURIComponent(wants)}`);
    await page.getByText('Shown').waitFor();
    return (await dataAsPages(page)).map(({ url }) => new URL(url).pathname);
  } finally {
    await page.close();
  }
}

describe('a page whose site answers with the page itself', { concurrency: 4 }, () => {
  for (const wants of ['/api/items', '/undefined/items', '/config.json'])
    test(`does not get ${wants}`, async () => assert.deepEqual(await answeredItself(wants), [wants]));

  for (const wants of ['/data.json', '/fragment'])
    test(`gets ${wants}`, async () => assert.deepEqual(await answeredItself(wants), []));

  for (const wants of ['/_vercel/insights/view', '/about', '/index.html?is-there-a-new-one', '/'])
    test(`misses nothing where it asks for ${wants}`, async () => assert.deepEqual(await answeredItself(wants), []));
});
