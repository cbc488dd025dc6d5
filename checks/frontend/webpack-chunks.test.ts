import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chunksOfWebpack } from './webpack-chunks.ts';

const from = 'https://app.shop.test/shop/static/js/main.1f2e3d4c.js';
const chunks = (source: string) =>
  chunksOfWebpack(source, from).map((url) => url.slice('https://app.shop.test'.length));

/** What the runtime says where it cannot find out where it came from. */
const automatic = 'if(!e)throw new Error("Automatic publicPath is not supported in this browser")';

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
    [
      'where one alone has a name',
      'r.u=e=>"static/js/"+(472===e?"settings":e)+"."+{14:"b818f312",472:"e8f7e459"}[e]+".js",r.p="/"',
      ['/static/js/14.b818f312.js', '/static/js/settings.e8f7e459.js'],
    ],
    [
      'beside each other, without a folder',
      'r.u=e=>(({637:"beta"}[e]||e)+"."+{637:"baa6dfbb",653:"c10d0a5b"}[e]+".js"),r.p="/"',
      ['/beta.baa6dfbb.js', '/653.c10d0a5b.js'],
    ],
    ['by their ids alone', 'r.u=function(e){return e+"."+{7:"aaaa1111"}[e]+".js"},r.p="/"', ['/7.aaaa1111.js']],
    [
      'from where the script itself came',
      `r.u=e=>e+"."+{7:"aaaa1111"}[e]+".js",(()=>{let e;${automatic};r.p=e.replace(/^blob:|[?#].*$/g,"").replace(/\\/[^/]+$/,"/")})()`,
      ['/shop/static/js/7.aaaa1111.js'],
    ],
    [
      'from above where the script came from',
      `r.u=e=>"js/"+e+"."+{7:"aaaa1111"}[e]+".js",(()=>{let t;${automatic};t=t.replace(/#.*$/,""),r.p=t+"../../"})()`,
      ['/shop/js/7.aaaa1111.js'],
    ],
  ];
  for (const [what, source, names] of rows) test(`are read ${what}`, () => assert.deepEqual(chunks(source), names));

  const list = 'r.u=e=>"static/"+e+"."+{410:"2376f81e"}[e]+".chunk.js"';
  const unread: [what: string, source: string][] = [
    ['where nothing says where they are', list],
    ['where that is found out as the page runs', `${list},r.p=document.currentScript.src`],
    ['where the page finds it out in a way of its own', `${list},(()=>{r.p=t})()`],
    ['where a name is made in another way', 'r.u=e=>f(e)+"."+{7:"aaaa1111"}[e]+".js",r.p="/"'],
    ['where a page sets it anew', `${list},r.p="/",r.p=window.cdn`],
    ['where two of them say so', `${list},r.p="/",o.p="/b/"`],
    ['where the list is another thing', 'x={1:"a"}[e]+".js",r.p="/"'],
  ];
  for (const [what, source] of unread) test(`are not read ${what}`, () => assert.deepEqual(chunks(source), []));

  test('are read in the time that the length of a script takes', () => {
    for (const part of [
      '{1:"a"}[e]+".js"',
      '}[e]+".js"',
      '"a":"b",',
      '{',
      'r.p="/"',
      '}[e]||e)+"."+{',
      'r.p=t.replace(',
      '(1===e?"a":e)+"."+{',
    ])
      chunksOfWebpack(`r.p="/";${part.repeat(100_000)}`, from);
  });
});
