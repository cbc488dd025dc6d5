import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from './html-assets.ts';
import { readScript } from './script-assets.ts';

const app = 'https://app.shop.test';
const told = (assets: ReturnType<typeof readScript>) =>
  assets.map(
    ({ url, needed, lazy }) => `${url.slice(app.length)} ${needed ? 'needed' : 'aside'} ${lazy ? 'later' : 'at once'}`,
  );

const route = (id: string, module: string) =>
  `"${id}":{"id":"${id}","path":"${id}","module":"${module}","clientLoaderModule":undefined,"imports":["/assets/vendor-1a2b3c4d.js"],"css":[]}`;
const routes = `${route('root', '/assets/root-Aa1Bb2Cc.js')},${route('help', '/assets/help-Dd3Ee4Ff.js')}`;

for (const name of ['__reactRouterManifest', '__remixManifest'])
  test(`the list of routes in ${name} names scripts that no page has led to`, () => {
    const source = `window.${name}={"entry":{"module":"/assets/entry.client-Gg5Hh6Ii.js"},"routes":{${routes}},"url":"/assets/manifest-8693d491.js"};`;
    assert.deepEqual(
      new Set(told(readScript(source, `${app}/assets/manifest-8693d491.js`))),
      new Set([
        '/assets/vendor-1a2b3c4d.js needed later',
        '/assets/entry.client-Gg5Hh6Ii.js needed later',
        '/assets/root-Aa1Bb2Cc.js needed later',
        '/assets/help-Dd3Ee4Ff.js needed later',
        '/assets/manifest-8693d491.js aside later',
      ]),
    );
  });

test('a page needs the scripts of the routes that it shows at once, and not the file that lists them all', () => {
  const html = `<!doctype html><h1>Shop</h1><script type="module">window.__reactRouterManifest = {
    "entry": { "module": "/assets/entry.client-Gg5Hh6Ii.js", "imports": [] },
    "routes": { "root": { "module": "/assets/root-Aa1Bb2Cc.js" } },
    "url": "/assets/manifest-8693d491.js" };</script>`;
  assert.deepEqual(told(readPage(html, `${app}/`).assets), [
    '/assets/entry.client-Gg5Hh6Ii.js needed at once',
    '/assets/root-Aa1Bb2Cc.js needed at once',
    '/assets/manifest-8693d491.js aside later',
  ]);
});

for (const source of [
  'const page={"module":"/assets/help-Dd3Ee4Ff.js"}',
  'window.__reactRouterManifest={"routes":{"help":{"module":"help-Dd3Ee4Ff.js","id":"/assets/help-Dd3Ee4Ff.js"}}}',
])
  test(`nothing is named by ${source.slice(0, 40)}`, () => assert.deepEqual(readScript(source, `${app}/a.js`), []));
