import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readScript } from './script-assets.ts';

const inside = (text: string, from = '/shop/assets/index-3f2a9c1d.js') =>
  readScript(text, `https://app.shop.test${from}`).map(
    ({ url, kind, lazy }) => `${lazy ? 'later' : 'at once'} ${kind} ${url.slice(21)}`,
  );

describe('a script names', () => {
  test('what it imports at once, and what later, with and without a hash or an ending', () => {
    const js =
      'import"./vendor-77ab01ff.js";export*from"../lib/x";const l=()=>import("./Discover-a1B2c3D4.js");import(`/late`)';
    assert.deepEqual(inside(js), [
      'at once script /shop/assets/vendor-77ab01ff.js',
      'at once script /shop/lib/x',
      'later script /shop/assets/Discover-a1B2c3D4.js',
      'later script /late',
    ]);
  });

  test('chunks in a list of its bundler, from the folder that it was built for', () => {
    const js = 'const d=["assets/Profile-x_Y-z123.css","/root/Chat-00ff00ff.js", \'./near.1a2b3c4d.js\']';
    assert.deepEqual(inside(js), [
      'later style /shop/assets/Profile-x_Y-z123.css',
      'later script /root/Chat-00ff00ff.js',
      'later script /shop/assets/near.1a2b3c4d.js',
    ]);
    const manifest = 'self.__M={"/a":["static/chunks/a-0123456789abcdef.js"]}';
    assert.deepEqual(inside(manifest, '/_next/static/abc/_buildManifest.js'), [
      'later script /_next/static/chunks/a-0123456789abcdef.js',
    ]);
    const turbopack =
      'self.__M={"/a":["static/chunks/0f3a91c2d4b5e678.js","static/chunks/jquery.js","static/chunks/20251128.js"]}';
    assert.deepEqual(inside(turbopack, '/_next/static/abc/_buildManifest.js'), [
      'later script /_next/static/chunks/0f3a91c2d4b5e678.js',
    ]);
  });

  test('chunks in a list, where it lies beside their folder and imports from there itself', () => {
    const list = 'm.f=["assets/Cart-Bd8gN9Cb.css"]';
    const beside = `const a=()=>import("./assets/Cart-CInQmYJ1.js");${list}`;
    const above = `import{r}from"../assets/vendor-1a2b3c4d.js";${list}`;
    assert.deepEqual(inside(beside, '/cart/remoteEntry.js').at(-1), 'later style /cart/assets/Cart-Bd8gN9Cb.css');
    assert.deepEqual(inside(above, '/cart/js/main.js').at(-1), 'later style /cart/assets/Cart-Bd8gN9Cb.css');
    assert.deepEqual(inside(list, '/cart/remoteEntry.js'), []);
  });

  test('modules of SystemJS: those of its list at once, and what it imports itself later', () => {
    const js =
      "System.register(['./lib.js','three'],function(e,t){'use strict';return{setters:[],execute(){e('go',()=>t.import('./Cart-legacy-a1B2c3D4.js'))}}})";
    assert.deepEqual(inside(js), [
      'at once script /shop/assets/lib.js',
      'later script /shop/assets/Cart-legacy-a1B2c3D4.js',
    ]);
    assert.deepEqual(inside('System.register(`cart`,[`/lib.js`],f)'), ['at once script /lib.js']);
    assert.deepEqual(inside('System.import("/app/main.js").then(start)', '/'), ['at once script /app/main.js']);
    assert.deepEqual(inside('importer.import("./x.js")'), []);
  });

  const rows: [what: string, js: string][] = [
    ['a service worker', 'navigator.serviceWorker.register("/sw-1a2b3c4d.js",{scope:"/"})'],
    ['a worker', "new Worker('/assets/worker-1a2b3c4d.js')"],
    ['plain words', 'a(["jquery.js","not-a-chunk"])'],
    ['a list without a folder', 'const files=["index-1a2b3c4d.js"]'],
    ['a folder that it does not lie in', 'const files=["other/x-1a2b3c4d.js"]'],
    ['a package', 'import("react")'],
    ['a comment', '/* import("./old.js") */'],
  ];
  for (const [what, js] of rows) test(`nothing by ${what}`, () => assert.deepEqual(inside(js), []));

  test('nothing where it cannot be read', () => assert.deepEqual(inside('import { from "./x.js" )('), []));

  test('what it names in the time that its length takes', () => {
    for (const part of ['"', '"a.js', "'a-", '["a', 'import(']) readScript(part.repeat(200_000), 'https://a.test/a.js');
  });
});
