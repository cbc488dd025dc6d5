import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve } from '#fixtures/http/network-for-test.ts';

/** What the pages run once they show themselves, by path. */
const scripts: Record<string, string> = {};
const asked: string[] = [];
const app = await serve(({ url }) => {
  const { pathname } = new URL(url);
  asked.push(pathname);
  if (scripts[pathname] === 'fails') return new Response('', { status: 503 });
  if (pathname.startsWith('/api/')) return new Response('down', { status: 500 });
  const body = scripts[pathname] === 'blank' ? '' : `<h1>Discover</h1><script>${scripts[pathname] ?? ''}</script>`;
  return new Response(`<!doctype html><link rel=icon href="data:,"><body>${body}`, {
    headers: { 'content-type': 'text/html' },
  });
});
after(() => app[Symbol.asyncDispose]());

// The settings are read when the modules load.
const origin = `http://127.0.0.1:${app.port}`;
process.env['WATCHPOST_URLS'] = `app=${origin} api=${origin}`;
process.env['WATCHPOST_ONE_BROWSER'] = 'true';
const { openPagesAhead } = await import('#fixtures/browser/pages-ahead.ts');
const { visitAhead } = await import('./visit-ahead.ts');

const first = { workerIndex: 0, parallelIndex: 0 };

/** What is known of pages that were opened ahead, with a script on one of them. */
async function visited(script = '', at = '/discover', worker = first) {
  const browser = await browserForTest();
  scripts[at] = script;
  asked.length = 0;
  try {
    openPagesAhead(browser, worker);
    const { visited: { looks, seen } = {}, flaw } = (await visitAhead(browser)) ?? {};
    assert.equal(browser.contexts().length, 0, 'nothing of it stays open');
    assert.equal(await visitAhead(browser), undefined, 'it is there for one');
    return { shown: looks?.length, seen: seen?.length, flaw };
  } finally {
    delete scripts[at];
    await browser.close();
  }
}

describe('pages that are opened beside a purchase', () => {
  test('need not be opened again where they are well, and each was asked for once', async () => {
    assert.deepEqual(await visited(), { shown: 2, seen: 2, flaw: undefined });
    assert.deepEqual(asked.toSorted(), ['/', '/discover']);
  });

  const flawed: [what: string, script: string, told: RegExp][] = [
    ['throws after it has shown itself', 'setTimeout(() => { throw new Error("timer") }, 500)', /^page error: /],
    ['goes blank after it has shown itself', 'setTimeout(() => document.body.replaceChildren(), 500)', /stay so/],
    ['is not given what it asks of the API', 'fetch("/api/items")', /answered 500 .*\/api\/items/],
    ['does not show itself', 'blank', /did not show itself/],
    ['fails', 'fails', /answered 503/],
  ];
  for (const [what, script, told] of flawed)
    test(`are to be opened again where one ${what}, and that is told`, async () => {
      const { shown, seen, flaw } = await visited(script);
      assert.deepEqual([shown, seen], [undefined, undefined]);
      assert.equal(flaw?.path, '/discover');
      assert.match(flaw.detail, told);
    });

  test('are not, in a worker that goes on for one that has failed', async () => {
    assert.deepEqual(await visited('', '/', { workerIndex: 2, parallelIndex: 0 }), {
      ...{ shown: undefined, seen: undefined, flaw: undefined },
    });
    assert.deepEqual(asked, []);
  });
});
