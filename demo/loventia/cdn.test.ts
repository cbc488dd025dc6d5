import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Listening, listen } from '../net/listen.ts';
import { buildWeb } from './build-web.ts';
import type { CdnFault } from './cdn/faults.ts';
import { readRelease } from './cdn/release.ts';
import { type CdnOptions, createCdn, createHttpRedirect } from './cdn.ts';

const faults = new Set<CdnFault>();
const apiUrl = 'https://api.loventia.test:4430';
let clockMs = Date.parse('2026-03-01T12:00:00Z');
let options: CdnOptions;
let older: string;
let newer: string;
let server: Listening;

before(async () => {
  const [current, next] = await Promise.all([buildWeb(), buildWeb({ release: 'next' })]);
  [older, newer] = [current.dir, next.dir];
  options = { dir: newer, previousDirs: [older], apiUrl: () => apiUrl, faults, now: () => clockMs };
  server = await listen({ fetch: createCdn(options).fetch });
});

after(() => server.close());

beforeEach(() => {
  faults.clear();
  options.dir = newer;
  options.previousDirs = [older];
});

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
const entryIn = (html: string) => /src="(\/assets\/index-[^"]+\.js)"/.exec(html)![1]!;
const entryNow = async () => entryIn(await (await get('/')).text());
const isIndex = async (response: Response) => {
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type')!, /^text\/html/);
  return (await response.text()).includes('<div id="root">');
};

describe('without faults', () => {
  test('the index tells the app where its API is, and is never kept without asking', async () => {
    const response = await get('/');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('server'), 'AmazonS3');
    assert.match(response.headers.get('strict-transport-security')!, /max-age=\d+/);
    assert.match(await response.text(), new RegExp(`<meta name="loventia-api" content="${apiUrl}">`));
  });

  test('an asset is immutable, typed, and ages in the cache', async () => {
    const path = await entryNow();
    await get(path);
    clockMs += 42_000;
    const response = await get(path);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.match(response.headers.get('content-type')!, /^text\/javascript/);
    assert.equal(response.headers.get('x-cache'), 'Hit from cloudfront');
    assert.ok(Number(response.headers.get('age')) >= 42);
    for (const name of ['x-amz-cf-id', 'x-amz-cf-pop', 'via']) assert.ok(response.headers.get(name), name);
  });

  test('the first request for an asset misses the cache', async () => {
    const { files } = await readRelease(newer);
    const font = [...files.keys()].find((path) => path.endsWith('.woff2'))!;
    const response = await get(font);
    assert.equal(response.headers.get('x-cache'), 'Miss from cloudfront');
    assert.equal(response.headers.get('age'), null);
    assert.equal(response.headers.get('content-type'), 'font/woff2');
  });

  test('every asset of both releases answers with its own bytes', async () => {
    for (const dir of [newer, older]) {
      for (const [path, file] of (await readRelease(dir)).files) {
        const response = await get(path);
        assert.equal(response.headers.get('etag'), file.etag, path);
        assert.equal(Buffer.from(await response.arrayBuffer()).compare(file.body), 0, path);
      }
    }
  });

  test('a known ETag is answered 304, and HEAD without a body', async () => {
    const path = await entryNow();
    const head = await get(path, { method: 'HEAD' });
    assert.ok(Number(head.headers.get('content-length')) > 1000);
    assert.equal(await head.text(), '');
    const again = await get(path, { headers: { 'if-none-match': head.headers.get('etag')! } });
    assert.equal(again.status, 304);
  });

  for (const path of ['/discover', '/premium/success', '/assets/made-up.js', '/.vite/manifest.json']) {
    test(`${path} is no object, so it answers with the index`, async () => {
      const response = await get(path);
      assert.equal(response.headers.get('x-cache'), 'Error from cloudfront');
      assert.ok(await isIndex(response));
    });
  }

  test('a method other than GET and HEAD is refused at the edge', async () => {
    assert.equal((await get('/', { method: 'POST' })).status, 403);
  });

  test('assigning another dir deploys it', async () => {
    const before = await entryNow();
    options.dir = older;
    options.previousDirs = [newer];
    assert.notEqual(await entryNow(), before);
    assert.match((await get(before)).headers.get('content-type')!, /javascript/);
  });
});

describe('with a fault', () => {
  test('frontend-down answers every page with 503 and leaves cached assets alone', async () => {
    const entry = await entryNow();
    faults.add('frontend-down');
    for (const path of ['/', '/discover']) {
      const response = await get(path);
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('server'), 'CloudFront');
      assert.match(await response.text(), /could not be satisfied/);
    }
    assert.equal((await get(entry)).status, 200);
  });

  test('asset-missing denies the entry script', async () => {
    faults.add('asset-missing');
    const response = await get(await entryNow());
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('content-type'), 'application/xml');
    assert.match(await response.text(), /<Code>AccessDenied<\/Code>/);
  });

  test('asset-fallback answers a page of the app with the index', async () => {
    faults.add('asset-fallback');
    const { lazy, entry } = await readRelease(newer);
    assert.ok(await isIndex(await get(lazy)));
    assert.match((await get(entry)).headers.get('content-type')!, /javascript/);
  });

  test('asset-purged takes only what the current release does not use', async () => {
    faults.add('asset-purged');
    const [before, now] = await Promise.all([readRelease(older), readRelease(newer)]);
    assert.ok(await isIndex(await get(before.entry)));
    for (const path of now.files.keys()) assert.doesNotMatch((await get(path)).headers.get('content-type')!, /html/);
  });

  test('stale-release hands out the index of the release before, on every page', async () => {
    faults.add('stale-release');
    const { entry } = await readRelease(older);
    assert.equal(await entryNow(), entry);
    assert.equal(entryIn(await (await get('/discover')).text()), entry);
  });

  test('blank-page makes the entry script throw first', async () => {
    faults.add('blank-page');
    const response = await get(await entryNow());
    assert.equal(response.status, 200);
    assert.match(await response.text(), /^throw new Error/);
  });
});

test('the plain http side moves every path to https', async () => {
  const redirect = await listen({ fetch: createHttpRedirect(() => 'https://app.loventia.test:4431').fetch });
  try {
    const from = `http://127.0.0.1:${redirect.port}/discover?from=30`;
    const response = await fetch(from, { redirect: 'manual' });
    assert.equal(response.status, 301);
    assert.equal(response.headers.get('location'), 'https://app.loventia.test:4431/discover?from=30');
    assert.equal(response.headers.get('x-cache'), 'Redirect from cloudfront');
  } finally {
    await redirect.close();
  }
});
