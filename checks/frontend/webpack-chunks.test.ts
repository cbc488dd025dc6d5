import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chunksOfWebpack } from './webpack-chunks.ts';

const from = 'https://app.shop.test/shop/static/js/main.1f2e3d4c.js';
const chunks = (source: string) =>
  chunksOfWebpack(source, from).map((url) => url.slice('https://app.shop.test'.length));

describe('the chunks whose names webpack makes as it loads them', () => {
  const rows: [what: string, source: string, names: string[]][] = [
    [
      'by their ids, with their styles',
      'r.u=e=>"static/"+e+"."+{410:"2376f81e",later:"5e8f0724"}[e]+".chunk.js",r.miniCssF=e=>"static/"+e+"."+{410:"c50e93fc"}[e]+".css",r.p="/";',
      ['/static/410.2376f81e.chunk.js', '/static/later.5e8f0724.chunk.js', '/static/410.c50e93fc.css'],
    ],
    [
      'by names of their own, below a folder',
      'r.u=e=>"js/"+({7:"settings"}[e]||e)+"."+{7:"1a2b3c4d",8:"5e6f7a8b"}[e]+".js";var x={a:"b"};r.p="/shop/"',
      ['/shop/js/settings.1a2b3c4d.js', '/shop/js/8.5e6f7a8b.js'],
    ],
    [
      'as older builds write it, where the hash of nothing stands for no style',
      'function(e){return c.p+"static/js/"+({}[e]||e)+"."+{0:"aaaa1111"}[e]+".chunk.js"}c.p="/";n="static/css/"+({}[e]||e)+"."+{0:"31d6cfe0",1:"bbbb2222"}[e]+".chunk.css"',
      ['/static/js/0.aaaa1111.chunk.js', '/static/css/1.bbbb2222.chunk.css'],
    ],
  ];
  for (const [what, source, names] of rows) test(`are read ${what}`, () => assert.deepEqual(chunks(source), names));

  const list = 'r.u=e=>"static/"+e+"."+{410:"2376f81e"}[e]+".chunk.js"';
  const unread: [what: string, source: string][] = [
    ['where nothing says where they are', list],
    ['where that is found out as the page runs', `${list},r.p=document.currentScript.src`],
    ['where a page sets it anew', `${list},r.p="/",r.p=window.cdn`],
    ['where two of them say so', `${list},r.p="/",o.p="/b/"`],
    ['where the list is another thing', 'x={1:"a"}[e]+".js",r.p="/"'],
  ];
  for (const [what, source] of unread) test(`are not read ${what}`, () => assert.deepEqual(chunks(source), []));

  test('are read in the time that the length of a script takes', () => {
    for (const part of ['{1:"a"}[e]+".js"', '}[e]+".js"', '"a":"b",', '{', 'r.p="/"', '}[e]||e)+"."+{'])
      chunksOfWebpack(`r.p="/";${part.repeat(100_000)}`, from);
  });
});
