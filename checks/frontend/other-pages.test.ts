import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serve } from '#fixtures/http/network-for-test.ts';

const app = (name: string) => `<!doctype html><script type=module src="./main-${name}.js"></script><h1>Shop</h1>`;
const pages: Record<string, string> = {
  '/': app('1f2e3d4c'),
  '/client-route': app('1f2e3d4c'),
  '/drawn': app('9f8e7d6c'),
  '/drawn-alike': app('9f8e7d6c'),
  '/deep/route': app('1f2e3d4c'),
};
const asked: string[] = [];
const server = await serve(({ url }) => {
  const { pathname } = new URL(url);
  asked.push(pathname);
  if (pathname === '/data') return Response.json({ script: app('0') });
  const body = pages[pathname];
  return new Response(body ?? app('0'), { status: body ? 200 : 404, headers: { 'content-type': 'text/html' } });
});
after(() => server[Symbol.asyncDispose]());
const home = `http://127.0.0.1:${server.port}`;

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=${home} api=http://127.0.0.1:9`;
const { getPage } = await import('./get-page.ts');
const { otherPages } = await import('./other-pages.ts');
const { Http } = await import('#fixtures/http/http.ts');

test('pages beside the index are read once each: those that the server draws, and those that name its files from elsewhere', async () => {
  const http = new Http({ resolve: async () => ['127.0.0.1'] });
  const index = await getPage(http, `${home}/`);
  const paths = ['/', '/client-route', '/drawn', '/drawn', '/drawn-alike', '/deep/route', '/gone', '/data'];
  const others = await otherPages(
    http,
    paths.map((path) => ({ path })),
    index,
  );
  const named = others.flatMap(({ assets }) => assets.map(({ url }) => url.slice(home.length)));
  assert.deepEqual(named, ['/main-9f8e7d6c.js', '/deep/main-1f2e3d4c.js']);
  assert.deepEqual(asked.toSorted(), [...new Set(paths)].toSorted());
});
