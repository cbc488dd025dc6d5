import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serve } from '#fixtures/http/network-for-test.ts';

const refresh = (content: string, body = '') =>
  `<!doctype html><meta http-equiv="Refresh" content="${content}">${body}`;
const pages: Record<string, string> = {
  '/': refresh('0; url=en/'),
  '/en/': '<!doctype html><title>Home</title><h1>Home</h1>',
  '/quoted': refresh("0;URL='/en/'", '<p>Redirecting'),
  '/bare': refresh('1, /en/'),
  '/based': `<base href="/en/">${refresh('0;url=.')}`,
  '/again': refresh('0'),
  '/board': refresh('2; url=/board'),
  '/later': refresh('30;url=/en/', '<h1>Later</h1>'),
  '/without-scripts': '<noscript><meta http-equiv="refresh" content="0;url=/no-scripts"></noscript><h1>App</h1>',
  '/circle': refresh('0;url=/circle/2'),
  '/circle/2': refresh('0;url=/circle'),
};
let asked = 0;
const app = await serve(({ url }) => {
  asked += 1;
  const { pathname } = new URL(url);
  const body = pages[pathname];
  return new Response(body ?? 'no', { status: body ? 200 : 404, headers: { 'content-type': 'text/html' } });
});
after(() => app[Symbol.asyncDispose]());
const home = `http://127.0.0.1:${app.port}`;

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=${home} api=http://127.0.0.1:9`;
const { getPage } = await import('./get-page.ts');
const { Http } = await import('#fixtures/http/http.ts');
const opened = async (path: string) =>
  (await getPage(new Http({ resolve: async () => ['127.0.0.1'] }), home + path)).url;

for (const path of ['/', '/quoted', '/bare', '/based'])
  test(`a page that leads on by itself is followed: ${path}`, async () =>
    assert.equal(await opened(path), `${home}/en/`));

for (const path of ['/again', '/board', '/later', '/without-scripts', '/en/'])
  test(`a page that stays, comes again, or is there to be read is the page: ${path}`, async () =>
    assert.equal(await opened(path), home + path));

test('pages that lead to each other have an end', async () => {
  asked = 0;
  await opened('/circle');
  assert.equal(asked, 6);
});
