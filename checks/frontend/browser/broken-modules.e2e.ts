import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve } from '#fixtures/http/network-for-test.ts';
import { brokenModules } from './broken-modules.ts';

const scripts: Readonly<Record<string, string>> = {
  '/well.js': 'window.times = (window.times ?? 0) + 1',
  '/throws.js': 'const cart = undefined; cart.items.length;',
  '/unreadable.js': 'const a = 1; const a = 2;',
  '/imports.js': 'import "./throws.js";',
  '/later.js': 'setTimeout(() => { throw new Error("later") }, 1)',
  '/refuses.js': 'Promise.reject(new Error("no answer"))',
  '/waits.js': 'await new Promise(() => {})',
};
const site = await serve(({ url }) => {
  const { pathname, searchParams } = new URL(url);
  const script = scripts[pathname];
  if (script !== undefined) return new Response(script, { headers: { 'content-type': 'text/javascript' } });
  const tags = searchParams.getAll('of').map((name) => `<script type=module src="/${name}.js"></script>`);
  const html = `<!doctype html><link rel=icon href="data:,"><h1>Drawn</h1>${tags.join('')}`;
  return new Response(html, { headers: { 'content-type': 'text/html' } });
});

let browser: Browser;
before(async () => {
  browser = await browserForTest();
});
after(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
});

describe('the modules of a page that broke off', { concurrency: 4 }, () => {
  const rows: [what: string, of: string[], broken: string[]][] = [
    ['are none where all ran', ['well'], []],
    ['are one that throws', ['well', 'throws'], ['/throws.js']],
    ['are one that cannot be read', ['unreadable'], ['/unreadable.js']],
    ['are one that imports such a one', ['imports'], ['/imports.js']],
    ['are none that throws later', ['later', 'refuses'], []],
    ['are none that still waits', ['waits'], []],
  ];
  for (const [what, of, broken] of rows)
    test(what, async () => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${site.port}/?${of.map((name) => `of=${name}`).join('&')}`);
      assert.deepEqual(
        (await brokenModules(page)).map((url) => new URL(url).pathname),
        broken,
      );
      if (of.includes('well')) assert.equal(await page.evaluate('window.times'), 1, 'run once');
      await page.close();
    });
});
