import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { serve } from '#fixtures/http/network-for-test.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { readPage } from './html-assets.ts';

const files: Record<string, readonly [type: string, body: string]> = {};
const app = await serve(({ url }) => {
  const [type, body] = files[new URL(url).pathname] ?? [];
  if (body === undefined) return new Response('no', { status: 404 });
  return new Response(body, { headers: { 'content-type': type ?? '' } });
});
const folder = await mkdtemp(join(tmpdir(), 'watchpost-empty-'));
after(async () => {
  await app[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
const home = `http://127.0.0.1:${app.port}/`;

// The settings are read when the modules load.
process.env['WATCHPOST_URLS'] = `app=${home.slice(0, -1)} api=http://127.0.0.1:9`;
const { AssetFetcher } = await import('./assets.ts');
const { takeEmptyOnes } = await import('./empty-on-purpose.ts');
const { Http } = await import('#fixtures/http/http.ts');

const css = (body = '') => ['text/css', body] as const;
const js = (body = '') => ['text/javascript', body] as const;
const link = (name: string) =>
  name.endsWith('.css') ? `<link rel=stylesheet href=${name}>` : `<script src=${name}></script>`;

/** The names that a run with these files takes for empty on purpose. */
async function meant(
  served: Record<string, readonly [string, string]>,
  store = folderStore(join(folder, crypto.randomUUID())),
) {
  for (const name of Object.keys(files)) delete files[name];
  Object.assign(files, served);
  const http = new Http({ resolve: async () => ['127.0.0.1'] });
  const fetcher = new AssetFetcher(http, home, { status: 404, hash: 'of nothing' });
  await fetcher.fetchPage(readPage(Object.keys(served).map(link).join(''), home), () => []);
  return (await takeEmptyOnes(store, [...fetcher.found.values()])).map(({ name }) => name);
}

describe('a file without a byte is meant to be so', () => {
  const main = { '/main-1f2e3d4c.css': css('a{}'), '/main-1f2e3d4c.js': js('1') };
  const rows: [what: string, name: string, file: readonly [string, string]][] = [
    ['as a style beside another', '/theme-overrides.css', css()],
    ['as a script beside another', '/env.js', js()],
    ['as one whose name is a word of eight letters', '/polyfill.js', js()],
    ['where its name is the hash of nothing, as webpack writes it', '/styles.31d6cfe0d16ae931b73c.css', css()],
    ['where its name is the hash of nothing by SHA-256', '/static/print-e3b0c442.css', css()],
  ];
  for (const [what, name, file] of rows)
    test(what, async () => assert.deepEqual(await meant({ ...main, [name]: file }), [name]));

  test('as a style beside another that is not there', async () => {
    const page = { ...main, '/icons.css': css() };
    const lost = { ...page, '/main-1f2e3d4c.css': ['text/html', '<!doctype html><title>Not here</title>'] as const };
    assert.deepEqual(await meant(lost), ['/icons.css']);
  });

  test('as the only style, by the hash of nothing that esbuild writes', async () =>
    assert.deepEqual(await meant({ '/main-1f2e3d4c.js': js('1'), '/styles-5INURTSO.css': css() }), [
      '/styles-5INURTSO.css',
    ]));
});

describe('a file without a byte is broken', () => {
  const main = { '/main.css': css('a{}'), '/main.js': js('1') };
  const rows: [what: string, served: Record<string, readonly [string, string]>][] = [
    ['as the only style', { '/main.js': js('1'), '/site.css': css() }],
    ['as the only script', { '/main.css': css('a{}'), '/boot.js': js() }],
    ['where its name is the hash of something', { ...main, '/print-9f8e7d6c.css': css() }],
    ['where the hash of something is its whole name', { ...main, '/chunks/0f3a91c2d4b5e678.js': js() }],
    ['where the hash is in base64, as in builds of Nuxt', { ...main, '/_nuxt/BxcID77_.js': js() }],
    ['where such a hash has no digit', { ...main, '/chunks/DUTjbZNf.js': js() }],
    ['where it comes as a page', { ...main, '/print.css': ['text/html', ''] }],
  ];
  for (const [what, served] of rows) test(what, async () => assert.deepEqual(await meant(served), []));

  test('where it held something in an earlier run, for as long as it stays so', async () => {
    const store = folderStore(join(folder, 'kept'));
    const empty = { ...main, '/print.css': css() };
    assert.deepEqual(await meant({ ...main, '/print.css': css('b{}') }, store), []);
    for (const _ of [1, 2]) assert.deepEqual(await meant(empty, store), []);
    assert.deepEqual(await meant(empty), ['/print.css']);
  });
});
