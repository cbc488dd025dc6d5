import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asset } from './asset.ts';
import { unlinkedSheet } from './unlinked-sheet.ts';

const home = 'https://app.example/assets';
const script: Asset = { url: `${home}/main-1a2b3c4d.js`, kind: 'script', needed: true, lazy: false };
const sheet: Asset = { ...script, url: `${home}/other.css`, kind: 'style' };

/** What a server answers that has this file, and its index in place of every other one. */
const serving =
  (name: string, body = 'h1{}', type = 'text/css') =>
  (url: string) =>
    Promise.resolve(
      url === `${home}/${name}`
        ? { status: 200, type, body: Buffer.from(body) }
        : { status: 200, type: 'text/html', body: Buffer.from('<!doctype html>') },
    );

test('a sheet beside the script of a page that names none is one that the page has lost', async () => {
  assert.equal(await unlinkedSheet([script], serving('main-1a2b3c4d.css')), `${home}/main-1a2b3c4d.css`);
  const module = { ...script, url: `${home}/app.mjs?v=2` };
  assert.equal(await unlinkedSheet([module], serving('app.css?v=2')), `${home}/app.css?v=2`);
});

for (const [name, assets, ask] of [
  ['a page that names a sheet', [script, sheet], serving('main-1a2b3c4d.css')],
  ['a page whose script loads one later', [script, { ...sheet, lazy: true }], serving('main-1a2b3c4d.css')],
  ['a page without scripts', [], serving('main-1a2b3c4d.css')],
  ['a build that wrote none, where the index stands for what is missing', [script], serving('another.css')],
  ['a sheet without a rule', [script], serving('main-1a2b3c4d.css', '')],
  ['a page under that name', [script], serving('main-1a2b3c4d.css', '<p>', 'text/html')],
] as const)
  test(`${name} has lost none`, async () => assert.equal(await unlinkedSheet(assets, ask), undefined));
