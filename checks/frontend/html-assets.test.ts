import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPage } from './html-assets.ts';

const base = 'https://app.shop.test/shop/index.html';
const named = (html: string) =>
  readPage(html, base).assets.map(({ url, kind, needed }) => `${needed ? 'needed' : 'extra'} ${kind} ${url}`);

describe('the assets of a page', () => {
  test('are weighed by what the page needs', () => {
    const html = `<!doctype html><html><head>
      <script type="module" crossorigin src="/assets/index-3f2a9c1d.js"></script>
      <script nomodule src="/assets/old-3f2a9c1d.js"></script>
      <link rel="modulepreload" href="/assets/vendor-77ab01ff.js">
      <link rel="preload stylesheet" as="style" href="/assets/index-0a1b2c3d.css?v=1&amp;w=2">
      <link rel="stylesheet" media="print" href="/print.css"><link rel="alternate stylesheet" href="/dark.css">
      <link rel="preload" as="font" href="/assets/inter.woff2">
      <link rel="Shortcut Icon" href="favicon.svg"><link rel="manifest" href="/app.webmanifest">
      </head><body><img src="https://images.shop.test/a.JPG" srcset="/a-2x.jpg 2x, /a,w=3.jpg 3x">
      <picture><source srcset="b.webp 1x"><img src="about:blank"></picture></body></html>`;
    assert.deepEqual(named(html), [
      'needed script https://app.shop.test/assets/index-3f2a9c1d.js',
      'extra script https://app.shop.test/assets/old-3f2a9c1d.js',
      'needed script https://app.shop.test/assets/vendor-77ab01ff.js',
      'needed style https://app.shop.test/assets/index-0a1b2c3d.css?v=1&w=2',
      'extra style https://app.shop.test/print.css',
      'extra style https://app.shop.test/dark.css',
      'needed font https://app.shop.test/assets/inter.woff2',
      'extra image https://app.shop.test/shop/favicon.svg',
      'extra other https://app.shop.test/app.webmanifest',
      'extra image https://images.shop.test/a.JPG',
      'extra image https://app.shop.test/a-2x.jpg',
      'extra image https://app.shop.test/a,w=3.jpg',
      'extra image https://app.shop.test/shop/b.webp',
    ]);
  });

  test('are needed where a sheet is said to be for paper and put on the screen by a script', () => {
    const html = `<link rel="stylesheet" href="/a.css" media="print" onload="this.media='all'">
      <link rel="stylesheet" href="/b.css" media="print" data-beasties-media="all">
      <link rel="stylesheet" href="/c.css" media="print" onload="count()">`;
    assert.deepEqual(named(html), [
      'needed style https://app.shop.test/a.css',
      'needed style https://app.shop.test/b.css',
      'extra style https://app.shop.test/c.css',
    ]);
  });

  test('are the scripts that islands of a page are brought to life with', () => {
    const html = `<astro-island component-url="/_astro/Cart.CpXmfevp.js" renderer-url="/_astro/client.D5PnaLix.js" props="{}"
      before-hydration-url="/_astro/D6vjB3Io.js"></astro-island>
      <code-sample src="/samples/my-component.js" title="call main-1f2e3d4c.js"></code-sample><a href="/a-1f2e3d4c.js">`;
    assert.deepEqual(named(html), [
      'needed script https://app.shop.test/_astro/Cart.CpXmfevp.js',
      'needed script https://app.shop.test/_astro/client.D5PnaLix.js',
      'needed script https://app.shop.test/_astro/D6vjB3Io.js',
    ]);
  });

  test('are relative to the first base that the page names', () => {
    const html =
      '<base target="_top"><script src=early.js></script><base href="../cdn/v2/"><base href="/other/"><script src=a.js></script>';
    assert.deepEqual(named(html), [
      'needed script https://app.shop.test/shop/early.js',
      'needed script https://app.shop.test/cdn/v2/a.js',
    ]);
  });

  test('are the entry that a loader starts, for older browsers alone where the page says so', () => {
    const entry = (more: string) =>
      `<script ${more} data-src="/a/index-legacy-1a2b3c4d.js">System.import(document.currentScript.dataset.src)</script>`;
    const old = 'https://app.shop.test/a/index-legacy-1a2b3c4d.js';
    assert.deepEqual(named(entry('id=entry')), [`needed script ${old}`]);
    assert.deepEqual(named(entry('nomodule')), [`extra script ${old}`]);
    assert.deepEqual(named('<script data-src="/later.js">lazy.watch(document.currentScript)</script>'), []);
    assert.deepEqual(named('<script type="systemjs-module" src="/root.js"></script>'), [
      'needed script https://app.shop.test/root.js',
    ]);
  });

  test('are needed where they are modules, whatever is said of browsers without them', () =>
    assert.deepEqual(
      named('<script type=module nomodule src=/a.js></script><script language=JavaScript1.2 src=/b.js></script>'),
      ['needed script https://app.shop.test/a.js', 'needed script https://app.shop.test/b.js'],
    ));

  test('are found in inline modules, by the import map too', () => {
    const html = `<script type="importmap">{"imports":{"cart":"./cart-1.js","ui/":"/lib/ui/"},
      "scopes":{"/shop/":{"money":"/lib/money-2.js"},"/parts/":{"cart":"/parts/cart-9.js"}}}</script>
      <script type="module">import "money"; import { x } from "cart"; import "ui/button.js"; import "unmapped"; export * from "./y"</script>
      <script>{ Promise.all([import("/_app/start.js")]) }</script>`;
    assert.deepEqual(named(html), [
      'needed script https://app.shop.test/lib/money-2.js',
      'needed script https://app.shop.test/shop/cart-1.js',
      'needed script https://app.shop.test/lib/ui/button.js',
      'needed script https://app.shop.test/shop/y',
      'needed script https://app.shop.test/_app/start.js',
    ]);
  });

  test('are the modules that handle its events where it is resumed', () => {
    const html = `<div q:container="paused" q:base="/static/build/"><form on:submit="q-Zx81.js#s_a[0 1]\nq-Yw72.js#s_b"><input
      on-window:resize="q-Zx81.js#s_c"></form></div><a on:click="go()">x</a><a v-on:click="q-No.js#s_d">y</a>`;
    assert.deepEqual(named(html), [
      'needed script https://app.shop.test/static/build/q-Zx81.js',
      'needed script https://app.shop.test/static/build/q-Yw72.js',
    ]);
  });

  test('are the lists that lie apart by which loaders find modules', () =>
    assert.deepEqual(
      named(
        '<script type="importmap-shim" src="/maps/live.json"></script><script type="systemjs-importmap">{"imports":{}}</script>',
      ),
      ['needed other https://app.shop.test/maps/live.json'],
    ));

  test('are those of its shadow roots, of drawings and of pictures in several sizes', () => {
    const html = `<shop-cart><template shadowrootmode="open"><link rel="stylesheet" href="/cart.css"><script src="/cart.js"></script>
      <template><script src="/later.js"></script></template></template></shop-cart>
      <link rel="preload" as="image" imagesrcset="/w_1,h_1/a.png 1x,/b.png 2x">
      <svg><use xlink:href="/icons.svg#cart"/><image href="/c.png"/></svg><input type="image" src="/d.png"><input src="/no.png">`;
    assert.deepEqual(named(html), [
      'needed style https://app.shop.test/cart.css',
      'needed script https://app.shop.test/cart.js',
      'extra image https://app.shop.test/w_1,h_1/a.png',
      'extra image https://app.shop.test/b.png',
      'extra image https://app.shop.test/icons.svg',
      'extra image https://app.shop.test/c.png',
      'extra image https://app.shop.test/d.png',
    ]);
  });

  test('are none of what a browser does not ask for', () => {
    const html = `<a href="/x.js">x</a><link rel="canonical" href="/y"><link rel="preconnect" href="https://z.test">
      <img src="data:image/gif;base64,AAAA"><img src="blob:https://app.shop.test/1"><!-- <script src="/c.js"> -->
      <noscript><img src="/pixel.gif"><link rel="stylesheet" href="/no.css"></noscript>
      <template><script src="/t.js"></script></template><script type="text/template" src="/tpl.js"></script>
      <link rel="stylesheet" type="text/less" href="/a.less"><script language="VBScript" src="/a.vbs"></script>
      <script>navigator.serviceWorker.register('/sw-1a2b3c4d.js')</script><script src="https://"></script>`;
    assert.deepEqual(named(html), []);
  });

  test('are named once each, and needed where one place needs them', () => {
    const html =
      '<link rel=icon href="/a.png"><link rel=preload as=script href="/a.js"><script src="./../a.js"></script>';
    assert.deepEqual(named(html), [
      'extra image https://app.shop.test/a.png',
      'needed script https://app.shop.test/a.js',
    ]);
  });

  test('are those of the sheets in the page as well', () => {
    const html =
      '<style>@import "/theme.css"; a { background: url(x.png) }</style><style media=print>@import "/paper.css";</style><p style="background:url(y.png)">y';
    assert.deepEqual(named(html), [
      'needed style https://app.shop.test/theme.css',
      'extra image https://app.shop.test/shop/x.png',
      'extra style https://app.shop.test/paper.css',
      'extra image https://app.shop.test/shop/y.png',
    ]);
  });
});

test('a page counts its scripts and style sheets, and says whether it holds anything', () => {
  const { scripts, styles, hasBody } = readPage(
    '<style>a{}</style><link rel=stylesheet href=a.css><script>1</script>',
    base,
  );
  assert.deepEqual([scripts, styles, hasBody], [1, 2, false]);
  assert.equal(readPage('<!doctype html><h1>Hello', base).hasBody, true);
  assert.equal(readPage('<html><body>  <noscript>no</noscript>', base).hasBody, false);
});

test('a page that is nested very deep is read', () => {
  assert.equal(named(`${'<div>'.repeat(20_000)}<script src="/deep.js"></script>`).length, 1);
});
