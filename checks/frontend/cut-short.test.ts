import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cutShortIn } from './cut-short.ts';

const head = '<!doctype html><html lang="en"><head><title>Shop</title><link rel="stylesheet" href="/a.css"></head>';
const page = `${head}<body><header><a href="/">Shop</a></header><main><ul><li>One<li>Two</ul>
<form action="/find"><input name="q"><button>Find</button></form></main><script>start("</p>")</script></body></html>`;

describe('a page is whole', () => {
  const whole: Record<string, string> = {
    'that closes everything': page,
    'that closes everything, and then breaks its line': `${page}\n\n`,
    'that leaves out each end that may be left out':
      '<!doctype html><title>Shop</title><h1>Shop</h1><table><caption>All<tr><td>One<td>Two</table><ul><li>One<li>Two</ul><p>Bye',
    'that ends in a list and a paragraph': '<!doctype html><title>Shop</title><p>Bye',
    'that ends with its head': '<!doctype html><html><head><title>Shop</title><script src="/app.js"></script>',
    'that forgets an element, and says its end': `${head}<body><div><div><p>Shop</div></body></html>`,
    'that forgets an element, and ends with its body': `${head}<body><div><p>Shop</BODY >`,
    'whose formatting is crossed': '<!doctype html><p><b><i>Shop</b></i></p>',
    'that compares in its last words': '<!doctype html><p>1 < 2',
    'that closes nothing': '<!doctype html><main><div class="shop"><h1>Shop</h1><img src="/a.png">\n',
    'of a single word': 'Shop',
    'without a word': '',
  };
  for (const [name, html] of Object.entries(whole)) test(name, () => assert.equal(cutShortIn(html), undefined));
});

describe('a page ends in the middle', () => {
  const cut: Record<string, [html: string, where: string]> = {
    'of a list': [page.slice(0, page.indexOf('Two') + 2), '<ul>'],
    'of a button': [page.slice(0, page.indexOf('Find') + 2), '<button>'],
    'of a script': [page.slice(0, page.indexOf('("')), '<script>'],
    'of the title': [page.slice(0, page.indexOf('Shop')), '<title>'],
    'of a style in the head': ['<!doctype html><html><head><style>a{color:red}', '<style>'],
    'of a drawing': ['<!doctype html><body><svg viewBox="0 0 1 1"><text>Sho', '<text>'],
    'of a tag, though nothing else is open': [page.slice(0, page.indexOf(' rel=')), '<link'],
  };
  for (const [name, [html, where]] of Object.entries(cut)) test(name, () => assert.equal(cutShortIn(html), where));

  test('wherever it is cut before its end, but behind a tag, and where all is closed that has begun', () => {
    const ends = Array.from(page.slice(0, page.indexOf('</body')), (_, at) => page.slice(0, at + 1));
    const missed = ends.filter((html) => html.includes('<header') && cutShortIn(html) === undefined);
    // A "<" alone may be a word of the page.
    const others = missed.map((html) => html.replace(/<$/, '').trimEnd()).filter((html) => !html.endsWith('>'));
    assert.deepEqual(others, []);
    assert.ok(missed.length < ends.length / 8, `${missed.length} of ${ends.length}`);
  });
});

test('of a page that nobody reads to its end nothing is said', () => {
  assert.equal(cutShortIn(`<!doctype html>${'<section>'.repeat(150_000)}`), undefined);
});
