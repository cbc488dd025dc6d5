import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright';
import { browserForTest } from '#fixtures/browser/browser-for-test.ts';
import { serve, serveRaw } from '#fixtures/http/network-for-test.ts';

const file = (name: string) => readFile(new URL(`../../../demo/loventia/photos/${name}`, import.meta.url));
const [png, webp] = await Promise.all([file('alva-2.png'), file('alva-3.webp')]);
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>';

const type = (name: string, more = {}) => ({ headers: { 'content-type': name, ...more } });
/** What is answered for a picture, by its path; 404 for any other. */
const pictures: Readonly<Record<string, () => Response>> = {
  '/good.png': () => new Response(png, type('image/png')),
  '/half.png': () => new Response(png.subarray(0, png.length / 2), type('image/png')),
  '/half.webp': () => new Response(webp.subarray(0, webp.length / 2), type('image/webp')),
  '/drawing.svg': () => new Response(drawing, type('image/svg+xml')),
  '/page.png': () => new Response('<h1>Sign in</h1>', type('text/html')),
  '/error.jpg': () => new Response('<Error><Code>NoSuchKey</Code></Error>', type('image/jpeg')),
  '/own.png': () => new Response(png, type('image/png', { 'cross-origin-resource-policy': 'same-origin' })),
  '/moved.png': () => new Response(null, { status: 302, headers: { location: '/gone.png' } }),
  '/visit.gif': () => new Response(null, { status: 204 }),
  '/down.png': () => new Response('', { status: 503 }),
};
const answerPicture = ({ url }: Request) => pictures[new URL(url).pathname]?.() ?? new Response('', { status: 404 });
const cdn = await serve(answerPicture);
const stranger = await serve(answerPicture);
/** Says how much will come, and ends after half of it. */
const cutting = await serveRaw((socket) =>
  socket.once('data', () => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: ${png.length}\r\n\r\n`);
    socket.end(png.subarray(0, png.length / 2));
  }),
);
const cut = `http://localhost:${cutting.port}`;
const [there, elsewhere] = [cdn, stranger].map(({ port }) => `http://localhost:${port}`);
/** Nothing listens there. */
const silent = 'http://localhost:1';
const far = '<div style="height:9000px"></div>';

/** What a page holds, and how it fails: what is told of the first picture, how many there are, and whether all of them. */
const rows: [what: string, html: string, told?: string][] = [
  ['whose pictures show is well', `<img src=/good.png alt=a><img src=${there}/drawing.svg alt=b><img alt=c>`],
  ['lacks one of two', `<img src=/good.png alt=a><img src=${there}/gone.png alt="">`, 'gone 1/2 some'],
  ['lacks all of a host', `<img src=${there}/a.png alt=a><img src=${there}/b.png alt=b>`, 'gone 2/2 all'],
  ['lacks one of a host', `<img src=${there}/a.png alt=a><img src=${there}/good.png alt=b>`, 'gone 1/2 some'],
  ['has one that fails', `<img src=${there}/down.png alt=a>`, 'fails 1/1 some'],
  ['has a page in its place', '<img src=/page.png alt=a>', 'no-picture 1/1 some'],
  ['has the page of another origin in its place', `<img src=${there}/page.png alt=a>`, 'no-picture 1/1 some'],
  ['has an error in its place', `<img src=/error.jpg alt=a><img src=/good.png alt=b>`, 'no-picture 1/2 some'],
  ['has one that breaks off', `<img src=/half.png alt=a><img src=${there}/good.png alt=b>`, 'cut-off 1/2 some'],
  ['has another that breaks off', '<img src=/half.webp alt=a>', 'cut-off 1/1 some'],
  ['has one that is kept for its own site', `<img src=${elsewhere}/own.png alt=a>`, 'by-header 1/1 some'],
  ['has one that its policy forbids', `<img src=http://localhost:9/a.png alt=a>`, 'by-policy 1/1 some'],
  ['has one that has moved to nowhere', '<picture><img src=/moved.png alt=a></picture>', 'gone 1/1 some'],
  ['is painted with one', `<p style="background:url(${elsewhere}/b.png)">Words`, 'gone 1/1 some'],
  ['had one, and shows another in its place', '<img src=/x.png alt=a onerror="src=\'/good.png\'">', 'gone 1/2 some'],
  ['lacks a decoration far below', `${far}<img src=${there}/gone.png alt="" width=90 height=90>`, 'aside'],
  ['would load one later', `${far}<img loading=lazy src=${there}/gone.png alt=a>`],
  ['may lack one that the target expects to fail', '<img src=/retired.png alt=a>'],
  ['shows none of a stranger that does not answer', `<img src=${silent}/a.png alt=a>`],
  ['has one that is cut off on its way', `<img src=${cut}/a.png alt=a>`, 'cut-off 1/1 some'],
  ['counts visits with nothing', '<img src=/visit.gif alt="">'],
  ['hides one', '<img hidden src=/gone.png alt=""><img width=1 height=1 src=/gone2.png alt="">', 'beside: 2'],
  ['counts a visit in vain at a stranger', `<script>new Image().src = '${elsewhere}/v.gif'</script>`, 'beside: 1'],
];
const site = await serve((request) => {
  const [, html] = rows[Number(new URL(request.url).pathname.slice(1))] ?? [];
  if (html === undefined) return answerPicture(request);
  const policy = { 'content-security-policy': `img-src 'self' data: ${there} ${elsewhere} ${silent} ${cut}` };
  return new Response(`<!doctype html><link rel=icon href="data:,"><h1>Hello</h1>${html}`, type('text/html', policy));
});

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=http://127.0.0.1:${site.port} api=http://127.0.0.1:9 images=${there}`;
const { target } = await import('#fixtures/runtime/settings.ts');
target.frontend?.expectedFailures.push({ pattern: /^answered 404 .*\/retired/, reason: 'taken away on purpose' });
const { CheckFailed } = await import('#fixtures/outcome/check-outcome.ts');
const { openTab } = await import('#fixtures/browser/browser.ts');
const { besidePictures, lookAtPictures, tellOfPictures } = await import('./missing-pictures.ts');

let browser: Browser;
let context: BrowserContext;
before(async () => {
  browser = await browserForTest();
  context = await browser.newContext();
});
after(async () => {
  await browser.close();
  for (const one of [site, cdn, stranger, cutting]) await one[Symbol.asyncDispose]();
});

/** What is told of the pictures of a page. */
async function toldOf(path: string): Promise<string | undefined> {
  const { page, guard } = await openTab(await context.newPage());
  try {
    await page.goto(`http://127.0.0.1:${site.port}${path}`);
    await guard.settled(5_000);
    const seen = await lookAtPictures(page, guard, path);
    const beside = besidePictures(guard.unexpected(), [seen]);
    if (beside.length > 0) return `beside: ${beside.length}`;
    if (seen.missing.length > 0 && seen.missing.every(({ isAside }) => isAside)) return 'aside';
    tellOfPictures([seen]);
    return undefined;
  } catch (error) {
    if (!(error instanceof CheckFailed) || !error.failure) throw error;
    const { code, facts } = error.failure;
    assert.equal(code, 'picture-missing');
    return `${facts.problem} ${facts.count}/${facts.total} ${facts.extent}`;
  } finally {
    await page.close();
  }
}

describe('a page that', { concurrency: 6 }, () => {
  for (const [at, [what, , told]] of rows.entries()) test(what, async () => assert.equal(await toldOf(`/${at}`), told));
});
