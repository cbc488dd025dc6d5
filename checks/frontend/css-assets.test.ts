import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fontsOf, readSheet } from './css-assets.ts';

const url = 'https://app.shop.test/assets/a.css';
const named = (css: string) => readSheet(css, url).assets.map((asset) => `${asset.kind} ${asset.url.slice(21)}`);

describe('a style sheet names', () => {
  const rows: [what: string, css: string, assets: string[]][] = [
    [
      'sheets that it imports, in each form',
      '@import "a.css";@import url(b.css) screen;@import url("/c.css") layer(x);',
      ['style /assets/a.css', 'style /assets/b.css', 'style /c.css'],
    ],
    [
      'pictures, with brackets and escapes in their names',
      'a{background:url("p(1).png")}b{background:url( p\\20 2.png )}',
      ['image /assets/p(1).png', 'image /assets/p%202.png'],
    ],
    [
      'nothing that calls itself an import behind a rule, as in sheets that were put together',
      '@charset "utf-8";@layer a,b;@import "a.css";a{color:red}@import "late.css" print;@import url(later.css);',
      ['style /assets/a.css'],
    ],
    [
      'pictures of several sizes and types, as plain texts too',
      'a{b:image-set("1.png" 1x,"2.png" 2x);c:-webkit-image-set("3.avif" type("image/avif"),url(4.png) type("image/png"))}',
      ['1', '2', '3', '4'].map((name) => `image /assets/${name}.${name === '3' ? 'avif' : 'png'}`),
    ],
    ['nothing in a comment', '/* url(old.png) @import "old.css"; */a{color:red}', []],
    ['nothing in a text', 'a::before{content:"url(x.png)"}', []],
    [
      'nothing by a fragment, by data or by a namespace',
      '@namespace url(/n);a{fill:url(#g);b:url(data:image/svg+xml,url(x))}',
      [],
    ],
  ];
  for (const [what, css, assets] of rows) test(what, () => assert.deepEqual(named(css), assets));
});

test('a sheet that is imported for paper alone, or on a condition, is not needed on a screen', () => {
  const css =
    '@import "a.css" print;@import "b.css" screen, print;@import url(c.css) layer(x) supports(display:grid) print;@import "d.css";' +
    '@import "e.css" layer(print);@import "f.css" not print;@import "g.css" only print;@import "h.css" (orientation:landscape);' +
    '@import "i.css" supports(display:nothing);@import "j.css" only screen and (width>1px);@import "k.css" not screen;';
  const needed = readSheet(css, url).assets.filter((asset) => asset.needed);
  assert.deepEqual(
    needed.map((asset) => asset.url.slice(29)),
    ['b.css', 'd.css', 'e.css', 'f.css', 'h.css', 'j.css'],
  );
});

test('of the fonts those are needed that a rule uses: the first file that browsers of today take', () => {
  const faces = `@font-face{font-family:"Inter Var";src:url(i.eot?#iefix) format("embedded-opentype"),url(i.woff2) format('woff2'),url(i.ttf)}
    @font-face{font-family:Unused;src:url(u.woff2)}
    @font-face{font-family:"Inter Var";src:url(greek.woff2);unicode-range:U+0370-03FF}
    @font-face{font-family:"Inter Var";src:url(latin.woff2);unicode-range:U+0000-00FF,U+0131}`;
  const used = ':root{--text:"inter var",sans-serif}';
  const found = fontsOf([readSheet(faces, url), readSheet(used, url)]);
  assert.deepEqual(
    found.map((font) => `${font.needed ? 'needed' : 'extra'} ${font.url.slice(29)}`),
    ['extra i.eot?', 'needed i.woff2', 'extra i.ttf', 'needed latin.woff2'],
  );
  assert.deepEqual(fontsOf([readSheet(faces, url)]), []);
});

test('a sheet that was cut off is read in the time that its length takes', () => {
  for (const part of ['url(x ', 'url("x ', '/* ', '{', '@import ', 'a:url( ']) readSheet(part.repeat(100_000), url);
});
