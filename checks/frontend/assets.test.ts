import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { serve, serveRaw } from '#fixtures/http/network-for-test.ts';
import { readPage } from './html-assets.ts';

const many = Array.from({ length: 300 }, (_, at) => `"assets/c${at}-0123456789.js"`).join();
const files: Record<string, [type: string, body: string, more?: Record<string, string>]> = {
  '/assets/main-0a1b2c3d.js': [
    'text/javascript',
    `import "./vendor-0a1b2c3d.js"; const d = [${many}]; import("/gone.js")`,
  ],
  '/assets/vendor-0a1b2c3d.js': ['text/javascript', 'export {}'],
  '/a.css': ['text/css', '@import "b.css"; a { background: url(x.png) } body { font: 1em Own }'],
  '/b.css': ['text/css', '@font-face { font-family: Own; src: url(own.woff2), url(own.ttf) }'],
  '/own.woff2': ['font/woff2', 'wOF2'],
};

const asked: string[] = [];
beforeEach(() => asked.splice(0));
const app = await serve(({ url }) => {
  const { pathname } = new URL(url);
  asked.push(pathname);
  const [type, body, more] =
    files[pathname] ?? (/\/c\d+-/.test(pathname) ? ['text/javascript', `/* ${pathname} */`] : []);
  return body === undefined
    ? new Response('no', { status: 404 })
    : new Response(body, { headers: { ...more, ...(type !== undefined && { 'content-type': type }) } });
});
after(() => app[Symbol.asyncDispose]());
const home = `http://127.0.0.1:${app.port}/`;

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=${home.slice(0, -1)} api=http://127.0.0.1:9`;
const { AssetFetcher, brokenOf } = await import('./assets.ts');
const { Http } = await import('#fixtures/http/http.ts');

const http = () => new Http({ resolve: async () => ['127.0.0.1'] });
const ofNothing = { status: 404, hash: 'of nothing' };
const fetcher = () => new AssetFetcher(http(), home, ofNothing);
const page = (html: string) => readPage(html, home);

test('all that a page needs is asked for, wave by wave, and of the rest what is chosen', async () => {
  const fetching = fetcher();
  const html = '<script type=module src="/assets/main-0a1b2c3d.js"></script><link rel=icon href="/icon.png">';
  await fetching.fetchPage(page(html), (rest, count) => rest.slice(0, Math.max(0, 10 - count)));
  assert.deepEqual(asked.slice(0, 2), ['/assets/main-0a1b2c3d.js', '/assets/vendor-0a1b2c3d.js']);
  assert.equal(asked.length, 10);
  assert.equal(fetching.known().length, 2 + 300 + 2);
});

test('a drawing is known however much stands before it, and what only begins like one is looked at once', async () => {
  const notes = '<!-- a note -->'.repeat(400);
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  Object.assign(files, {
    '/drawing.svg': ['', `<?xml version="1.0"?>${notes}${drawing}`],
    '/typed.svg': ['image/svg+xml', `${notes}${drawing}`],
    '/notes.bin': ['', `${notes}nothing`],
  });
  const fetching = fetcher();
  const names = ['/drawing.svg', '/typed.svg', '/notes.bin'];
  await fetching.fetchPage(page(names.map((name) => `<img src="${name}">`).join('')), (rest) => rest);
  const broken = brokenOf([...fetching.found.values()]).map(({ name, problem }) => [name, problem.detail]);
  assert.deepEqual(broken, [['/drawing.svg', 'is of no type, expected image/svg+xml']]);
  assert.deepEqual(new Set(asked), new Set(names));
});

test('sheets that are imported and fonts that are used are needed; a picture and an older font are not', async () => {
  const fetching = fetcher();
  await fetching.fetchPage(page('<link rel=stylesheet href="/a.css">'), (rest) => rest);
  assert.deepEqual(new Set(asked), new Set(['/a.css', '/b.css', '/own.woff2', '/x.png', '/own.ttf']));
  const broken = brokenOf([...fetching.found.values()]);
  assert.deepEqual(
    new Map(broken.map(({ name, needed }) => [name, needed])),
    new Map([
      ['/x.png', false],
      ['/own.ttf', false],
    ]),
  );
});

test('a chunk that is named later and is gone is one that the page needs', async () => {
  const fetching = fetcher();
  const isGone = ({ url }: { url: string }) => url.endsWith('/gone.js');
  await fetching.fetchPage(page('<script type=module src="/assets/main-0a1b2c3d.js"></script>'), (rest) =>
    rest.filter(isGone),
  );
  assert.deepEqual(
    brokenOf([...fetching.found.values()]).map(({ name, needed, problem }) => [name, needed, problem.code]),
    [['/gone.js', true, 'asset-missing']],
  );
});

test('sheets that import others without end are asked for until there are more than any page has', async () => {
  for (let at = 0; at < 40; at += 1)
    files[`/ring/${at}.css`] = ['text/css', `@import "/ring/${at + 1}.css"; @import "/ring/${at + 2}.css";`];
  const fetching = new AssetFetcher(http(), home, ofNothing, { most: 10, forMs: 30_000 });
  await fetching.fetchPage(page('<link rel=stylesheet href="/ring/0.css">'), (rest) => rest);
  assert.equal(fetching.found.size, 10);
  assert.ok(fetching.unasked > 0);
});

test('a script that is no module is one under any type, with the chunks that it lists; a module and one that may not be sniffed are not', async () => {
  const types = ['application/octet-stream', 'text/plain'];
  const noSniff = { 'x-content-type-options': 'nosniff' };
  Object.assign(files, {
    '/old/main.js': [types[0], 'const later = ["/old/chunk-0123456789.js"]'],
    '/old/chunk-0123456789.js': [types[0], 'var ready = 1'],
    '/old/strict.js': [types[1], 'var ready = 1', noSniff],
    '/old/module.js': [types[1], 'var ready = 1'],
    '/old/message.js': [types[1], 'File not found'],
  });
  const html = '<script src="/old/main.js"></script><script src="/old/strict.js"></script>';
  const more = '<link rel=preload as=script href="/old/module.js"><script type=module src="/old/module.js"></script>';
  const fetching = fetcher();
  await fetching.fetchPage(page(`${html}${more}<script src="/old/message.js"></script>`), (rest) => rest);
  assert.equal(fetching.found.size, 5);
  const broken = brokenOf([...fetching.found.values()]).map(({ name }) => name);
  assert.deepEqual(new Set(broken), new Set(['/old/strict.js', '/old/module.js', '/old/message.js']));
});

test('a file that breaks off before its length is broken itself: the way to it stood', async () => {
  const half = 'HTTP/1.1 200 OK\r\ncontent-type: text/javascript\r\ncontent-length: 100\r\n\r\nhalf';
  await using server = await serveRaw((socket) => socket.once('data', () => socket.end(half)));
  const fetching = fetcher();
  await fetching.fetchPage(page(`<script src="http://127.0.0.1:${server.port}/main.js"></script>`), (rest) => rest);
  const [broken] = brokenOf([...fetching.found.values()]);
  assert.deepEqual(broken?.problem, { code: 'asset-cut-off', detail: 'breaks off before its end' });
});
