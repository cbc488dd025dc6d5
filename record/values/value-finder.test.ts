import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { createRedactor } from '../redactor.ts';
import { plainText } from './plain-text.ts';
import { ValueFinder } from './value-finder.ts';

const value = 'Gr0ße&"Möwe\\<7';
const finder = new ValueFinder({ key: value });
const bytes = Buffer.from(value);
const json = JSON.stringify(value).slice(1, -1);
const percent = encodeURIComponent(value);
const units = (write: (unit: string) => string) => Array.from(value, (character) => write(character)).join('');
const code = (character: string) => character.charCodeAt(0).toString(16);
const base64At = (before: number) => Buffer.from(`${'x'.repeat(before)}${value} behind`).toString('base64');

describe('a value is found', () => {
  const rows: [string, string][] = [
    ['in an address, by small digits', percent.toLowerCase()],
    ['in an address, each character written', bytes.toString('hex').replace(/../g, '%$&')],
    ['in an address, as latin1', percent.replace('%C3%B6', '%F6').replace('%C3%9F', '%DF')],
    ['in a form in a form', encodeURIComponent(percent)],
    ['in HTML by name', value.replace('&', '&amp;').replace('"', '&quot;').replace('<', '&lt;').replace('ö', '&ouml;')],
    ['in HTML by number', units((one) => `&#${one.charCodeAt(0)};`)],
    ['in HTML by hexadecimal number', units((one) => `&#x${code(one)};`)],
    ['in JSON, escaped to ASCII', units((one) => `\\u${code(one).padStart(4, '0')}`)],
    ['in JSON in JSON in JSON', JSON.stringify(JSON.stringify(json))],
    ['in JavaScript', units((one) => `\\x${code(one).padStart(2, '0')}`)],
    ['in an old address', units((one) => `%u${code(one).padStart(4, '0')}`)],
    ['in C', Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')],
    ['for a shell or an expression', value.replace(/[^\wöß]/g, '\\$&')],
    ['in hex with points between', bytes.toString('hex').replace(/..(?!$)/g, '$&:')],
    ['as a program prints bytes', inspect(bytes)],
    ['as bytes in C', Array.from(bytes, (byte) => `0x${byte.toString(16)}`).join(', ')],
    ['as a buffer in JSON', JSON.stringify(bytes)],
    ['as bytes in indented JSON', JSON.stringify([...bytes], null, 2)],
    ['as an array of bytes in JSON', JSON.stringify(new Uint8Array(bytes))],
    ['in base64 of UTF-16', Buffer.from(value, 'utf16le').toString('base64')],
    ['in hex', bytes.toString('hex')],
    ['in big hex', bytes.toString('hex').toUpperCase()],
    ['in capitals', value.toUpperCase()],
    ['in small letters', value.toLowerCase()],
    ['over two lines', `${value.slice(0, 5)}\r\n    ${value.slice(5)}`],
    ['over two lines of JSON', JSON.stringify(`${value.slice(0, 5)}\n${value.slice(5)}`)],
    ['with a soft hyphen in it', `${value.slice(0, 5)}\u00ad${value.slice(5)}`],
    ['with characters of no width in it', Array.from(value).join('\u200b')],
    ['with accents apart', value.normalize('NFD')],
    ['with its UTF-8 read as latin1', bytes.toString('latin1')],
    ['with what could not be decoded', Buffer.from(value, 'latin1').toString('utf8')],
    ['across elements', `${value.slice(0, 5)}<b class="hit">${value.slice(5, 7)}</b>${value.slice(7)}`],
    ...[0, 1, 2].map((at): [string, string] => [`in base64, ${at} behind its beginning`, base64At(at)]),
    ['in base64 for addresses', base64At(1).replaceAll('+', '-').replaceAll('/', '_')],
    ['in base64 over lines', base64At(2).replace(/.{6}/g, '$&\n')],
    ['in base64 of JSON of an address', Buffer.from(JSON.stringify({ url: percent })).toString('base64')],
  ];
  for (const [how, text] of rows)
    test(how, () => {
      assert.deepEqual(finder.namesIn(`before ${text} after`), ['key']);
      const said = createRedactor({ key: value })(`before ${text} after`);
      assert.match(said, /^before .*\[redacted key\].* after$/s);
      assert.deepEqual(finder.namesIn(said), []);
    });
});

test('a value with a space behind a backslash is found in a form, whatever was written in HTML before', () => {
  const spaced = 'vine40&\\*3\\ reed7';
  const found = new ValueFinder({ key: spaced });
  const form = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  const byNumber = (which: (at: number) => boolean) =>
    Array.from(spaced, (one, at) => (which(at) ? `&#${one.charCodeAt(0)};` : one.replace('&', '&amp;'))).join('');
  const written = [spaced, ...[2, 3, 5].map((every) => byNumber((at) => at % every === 0)), byNumber(() => true)];
  for (const text of written.flatMap((one) => [form(one), form(form(one))]))
    assert.deepEqual(found.namesIn(`q=${text}&r=1`), ['key'], text);
});

test('a value is found in JSON that was written into HTML, whichever of its characters by number', () => {
  const hidden = "o<r6'\\m553O";
  const found = new ValueFinder({ key: hidden });
  const ascii = Array.from(hidden, (one) => `\\u${code(one).padStart(4, '0')}`).join('');
  for (const every of [2, 3, 4, 5, 7, 11])
    for (let from = 0; from < every; from += 1) {
      const written = Array.from(ascii, (one, at) => (at % every === from ? `&#${one.charCodeAt(0)};` : one)).join('');
      assert.deepEqual(found.namesIn(`<p title="${written}">`), ['key'], written);
    }
});

test('a value is found in what a terminal shows of it', () => {
  const sequences = [
    '\u001b[31m',
    '\u001b[1;38:5:9m',
    '\u009b0m',
    '\u001b]8;;https://a.test/\u0007',
    '\u001b]0;a\u001b\\',
  ];
  const redact = createRedactor({ key: value });
  for (const sequence of [...sequences, '\u001b[2K', '\u001b(B', '\u001bc', '\u001b[?25l', '\u001bPa\u001b\\']) {
    const said = `before ${value.slice(0, 5)}${sequence}${value.slice(5)} after`;
    for (const text of [said, JSON.stringify(said)])
      assert.match(plainText(redact(text)), /before \[redacted key\] after/, JSON.stringify(sequence));
  }
});

test('what is no value stays, however it is written', () => {
  const text = `Gr0ße & Möwe, ${encodeURIComponent('Gr0ße&')} <b>7</b> ${Buffer.from('Möwe').toString('base64')}`;
  assert.deepEqual(finder.placesIn(text), []);
});

test('a value is found at the end of one part of a long text and at the beginning of the next', () => {
  for (const before of [262_140, 262_144, 524_000]) {
    const text = `${'x '.repeat(before / 2)}${percent}${' y'.repeat(50_000)}`;
    assert.deepEqual(finder.placesIn(text), [{ name: 'key', start: before, end: before + percent.length }]);
  }
});

describe('of a passphrase', () => {
  const redact = createRedactor({ phrase: 'Violet kettle under Ninety bridges' });

  test('half of its words in a row are taken out', () => {
    assert.equal(redact('refused: kettle under ninety is wrong'), 'refused: [redacted phrase] is wrong');
  });

  test('half of its words near each other are taken out, in any order', () => {
    assert.equal(
      redact('the Bridges, the violet and the kettle'),
      'the [redacted phrase], the [redacted phrase] and the [redacted phrase]',
    );
  });

  test('a word of it that stands alone is a word', () => {
    assert.equal(redact('the kettle boils under'), 'the kettle boils under');
  });
});

test('what is made of hyphens is looked for as it is, and not by the few letters that it has', () => {
  const hyphens = new ValueFinder({ odd: '--a--b--c--' });
  assert.deepEqual(hyphens.namesIn('abc'), []);
  assert.deepEqual(hyphens.namesIn('x --a--b--c-- y'), ['odd']);
});

test('an escape next to a value stays whole, so that JSON stays JSON', () => {
  for (const text of ['\n', '\\', 'é', '"'].map((sign) => `${sign}${value}${sign}`)) {
    for (const spelt of [text, Buffer.from(text).toString('base64'), JSON.stringify(text)]) {
      const said: string = JSON.parse(createRedactor({ key: value })(JSON.stringify(spelt)));
      assert.deepEqual(finder.namesIn(said), [], said);
    }
  }
});

describe('a text that is made to be slow', () => {
  const redact = createRedactor({ key: value, phrase: 'Violet kettle under Ninety bridges' });
  const rows = [
    'deadbeef',
    'tokentoken',
    'eyJ',
    '&key-',
    'a@',
    '%25',
    '\\\\',
    '"token',
    '<',
    'cookie: a',
    'bearer ',
    '&#38;amp;',
    'violet ',
  ];
  for (const part of rows)
    test(`of "${part}", 100 KB of it, is read in less than 2 s`, () => {
      const started = performance.now();
      redact(part.repeat(100_000 / part.length));
      const took = performance.now() - started;
      assert.ok(took < 2_000, `${Math.round(took)} ms`);
    });
});
