import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve } from '#fixtures/http/network-for-test.ts';

const hello = '<h1>Hello</h1><p>Some words</p>';
const over = (style: string, more = '') => `${hello}<div style="position:fixed;inset:0;${style}" ${more}>Sorry</div>`;
/** Does something a moment after somebody has looked at the heading, which is scrolled to for that. */
const later = (script: string) => `${hello}<script>
  let isSeen = false;
  Element.prototype.scrollIntoView = () => {
    if (!isSeen) setTimeout(() => { ${script} }, 100);
    isSeen = true;
  };</script>`;
/** A dialog as the target names it lies over the page; each of its buttons closes it. */
const consent = (buttons: string) =>
  `${over('background:#fff', 'role=dialog aria-label=Cookies id=d onclick="d.remove()"')}<script>d.innerHTML = '<button>${buttons}</button>'</script>`;
/** Counts how often a page was loaded in this tab. */
const times = 'const n = Number(sessionStorage.n ?? 0); sessionStorage.n = n + 1;';

const stranger = await serve(() => new Response(hello, { headers: { 'content-type': 'text/html' } }));
/** Of another host, which the target does not name. */
const copy = () => `http://localhost:${stranger.port}/`;

/** An API that fails, and lets every page know. */
const api = await serve(() => new Response('no', { status: 500, headers: { 'access-control-allow-origin': '*' } }));
const offers = `fetch('http://127.0.0.1:${api.port}/offers')`;

/** What stands at a path, and by which code it fails; by none where a person sees the page. */
const rows: [path: string, what: string, html: string, code?: string][] = [
  ['/first-hidden', 'is seen although the first of its kind is hidden', `<h1 hidden>Hello</h1>${hello}`],
  [
    '/reader',
    'is seen where its heading is for screen readers',
    '<h1 style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">Hello</h1><p>Words',
  ],
  ['/dim', 'is seen through a veil', over('background:rgba(0,0,0,.5)')],
  ['/down', 'is seen once one scrolls', `<div style="height:9000px"></div>${hello}`],
  [
    '/once',
    'is seen although it loads itself anew once',
    `${hello}<script>${times} if (n === 0) setTimeout(() => location.reload(), 300)</script>`,
  ],
  [
    '/slow',
    'is seen late, while something is under way',
    '<script>fetch("/late").then(() => { document.body.innerHTML = "<h1>Hello</h1>" })</script>',
  ],
  ['/hung-pixel', 'is seen while a picture hangs', `${hello}<img src="/never.gif" alt="">`],
  ['/behind', 'behind a dialog is told', over('background:#fff', 'role=dialog')],
  ['/covered', 'is covered', over('background:#fff'), 'page-covered'],
  ['/clear', 'is transparent', `<div style="opacity:0">${hello}</div>`, 'page-invisible'],
  ['/aside', 'lies outside', `<div style="position:absolute;left:-5000px">${hello}</div>`, 'page-invisible'],
  ['/goes', 'goes blank later', later("document.body.innerHTML = ''"), 'page-does-not-stay'],
  ['/leaves', 'leaves for another', later("location.href = '/dim'"), 'page-does-not-stay'],
  [
    '/copied',
    'sends itself to a copy of somebody else',
    `<meta http-equiv=refresh content="0;url=${copy()}">`,
    'page-leads-away',
  ],
  ['/copied-late', 'goes to a copy later', later(`location.href = '${copy()}'`), 'page-leads-away'],
  [
    '/veiled-late',
    'is covered later',
    later("document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0;background:#fff\">x')"),
    'page-does-not-stay',
  ],
  [
    '/loop',
    'loads itself again and again',
    `${hello}<script>setTimeout(() => location.reload(), 300)</script>`,
    'page-reloads',
  ],
  [
    '/loop-unseen',
    'loads itself again before anybody can see it',
    '<p>One moment</p><script>setTimeout(() => location.reload(), 50)</script>',
    'page-reloads',
  ],
  ['/alerts', 'opens alerts without end', `${hello}<script>setInterval(() => alert('x'), 1)</script>`, 'page-alerts'],
  [
    '/errors',
    'writes errors without end',
    `${hello}<script>for (let n = 0; n < 1_200; n += 1) console.error(n)</script>`,
    'page-errors',
  ],
  [
    '/windows',
    'is seen although it opens windows',
    `${hello}<script>for (let n = 0; n < 20; n += 1) open('/dim')</script>`,
  ],
  ['/consent', 'is seen once it has consent', consent('Accept all</button><button>Only necessary')],
  [
    '/no-consent',
    'whose dialog has another button is a mistake in the target',
    consent('Accept all'),
    'not run (misconfigured): the consent dialog shows and has no button "Only necessary": set frontend.consent.button to what it is called',
  ],
  [
    '/no-offers',
    'shows a notice because an API fails',
    `<p>One moment</p><script>${offers}.then(({ ok }) => { document.body.innerText = ok ? 'Offers' : 'Sorry' })</script>`,
    'page-request-failed',
  ],
  [
    '/throws',
    'throws because an API fails',
    `<script>${offers}.then((answer) => answer.json())</script>`,
    'page-request-failed',
  ],
  ['/without-offers', 'is seen although an API fails', `${hello}<script>${offers}</script>`],
  [
    '/files-as-pages',
    'is seen although its files come as pages',
    `<link rel=stylesheet href=/theme.css><script src=/chunk.js></script><iframe src=/dim></iframe>${hello}`,
  ],
  ['/file', 'is a file to keep', 'x', 'page-downloads'],
];

const never = Promise.withResolvers<Response>();
const late = () => new Promise<Response>((resolve) => setTimeout(resolve, 6_000, new Response('late')));
const app = await serve(({ url }) => {
  const { pathname } = new URL(url);
  if (pathname === '/never.gif') return never.promise;
  if (pathname === '/late') return late();
  const [, , html = ''] = rows.find(([path]) => path === pathname) ?? [];
  const aside = pathname === '/file' && { 'content-disposition': 'attachment; filename=a.html' };
  return new Response(`<!doctype html><link rel=icon href="data:,"><body>${html}`, {
    headers: { 'content-type': 'text/html', ...aside },
  });
});

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=http://127.0.0.1:${app.port} api=http://127.0.0.1:${api.port}`;
const { CheckFailed } = await import('#fixtures/outcome/check-outcome.ts');
const { openTab } = await import('#fixtures/browser/browser.ts');
const { pollUntil } = await import('#fixtures/timing/poll-until.ts');
const { watchHtmlAnswers } = await import('#fixtures/browser/html-answers.ts');
const { filesAsPages } = await import('./files-as-pages.ts');
const { showPages, staysShown } = await import('./show-page.ts');

let browser: Browser;
before(async () => {
  browser = await browserForTest();
});
after(async () => {
  await browser.close();
  never.resolve(new Response(''));
  await app[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

/** By which code a page fails; undefined where it does not. */
async function codeOf(path: string): Promise<string | undefined> {
  const context = await browser.newContext();
  try {
    const tab = await openTab(await context.newPage());
    const [shown] = await showPages([{ ...tab, path, landmark: { role: 'heading', name: 'Hello' } }]);
    if (shown) await staysShown(shown);
    return undefined;
  } catch (error) {
    if (error instanceof CheckFailed) return error.failure?.code ?? error.message;
    throw error;
  } finally {
    await context.close();
  }
}

describe('a page', { concurrency: 6 }, () => {
  test('beside others is the first that does not show, however long the others take', async () => {
    const context = await browser.newContext();
    const paths = ['/slow', '/covered', '/clear'];
    const tabs = await Promise.all(paths.map(async () => openTab(await context.newPage())));
    const landmark = { role: 'heading' as const, name: 'Hello' };
    const shown = showPages(tabs.map((tab, at) => ({ ...tab, path: paths[at] ?? '', landmark })));
    await assert.rejects(shown, (error) => error instanceof CheckFailed && error.failure?.code === 'page-covered');
    await context.close();
  });

  for (const [path, what, , code] of rows) test(what, async () => assert.equal(await codeOf(path), code));
});

test('a page that comes in place of a script is why another does not show itself; one in a frame is none', async () => {
  const context = await browser.newContext();
  const tab = await openTab(await context.newPage());
  watchHtmlAnswers(tab.page);
  const landmark = { role: 'heading' as const, name: 'Drawn by the chunk' };
  const shown = showPages([{ ...tab, path: '/files-as-pages', landmark }]);
  await assert.rejects(shown, (error) => {
    const { facts } = (error instanceof CheckFailed && error.failure) || {};
    assert.deepEqual([facts?.problem, facts?.url], ['file-failed', `http://127.0.0.1:${app.port}/chunk.js`]);
    return true;
  });
  const told = filesAsPages(tab.page).map(({ url, resource }) => `${resource} ${new URL(url).pathname}`);
  assert.deepEqual(told.toSorted(), ['script /chunk.js', 'stylesheet /theme.css']);
  await context.close();
});

test('of the windows that a page opens a few stay open', async () => {
  const context = await browser.newContext();
  const { page } = await openTab(await context.newPage());
  let opened = 0;
  page.on('popup', () => (opened += 1));
  await page.goto(`http://127.0.0.1:${app.port}/windows`);
  assert.ok(await pollUntil(20_000, async () => opened === 20 && context.pages().length <= 7));
  await context.close();
});
