import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import { howBroken } from './failures.ts';
import { bringsImage, imageProblem } from './image.ts';

const photo = (name: string) => readFileSync(new URL(`../../demo/loventia/photos/${name}`, import.meta.url));

/** A GIF of one black pixel with a comment in blocks of 250 characters, after the GIF89a specification. */
function gif(blocks = 4): Buffer {
  const screen = Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const comment = Array.from({ length: blocks }, () => [Buffer.from([250]), Buffer.alloc(250, 'c')]).flat();
  const image = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([
    Buffer.from('GIF89a'),
    screen,
    Buffer.from([0x21, 0xfe]),
    ...comment,
    Buffer.from([0]),
    image,
    Buffer.from([0x3b]),
  ]);
}

/** The boxes of an AVIF that say what it is and how large: ISO/IEC 23008-12, `ftyp` and `meta/iprp/ipco/ispe`. */
function avif(): Buffer {
  const box = (type: string, ...inner: Buffer[]) => {
    const body = Buffer.concat(inner);
    const head = Buffer.alloc(8, 0);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const size = Buffer.from([0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 48]);
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size)))),
    box('mdat', Buffer.alloc(600)),
  ]);
}

const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${'<g/>'.repeat(200)}</svg>`);
const minBytes = 500;

function answer(type: string, body: Buffer): HttpResponse {
  const exchange = { method: 'GET', url: 'https://x.test/a', phases: { total: 1 }, headers: {}, redirects: [] };
  return new HttpResponse({ exchange, headers: { 'content-type': type }, body, certificate: undefined });
}

/** What is wrong with it, in the words of a failure. */
function problemOf(type: string, body: Buffer): string | undefined {
  const found = imageProblem(answer(type, body), minBytes);
  return found && howBroken(found);
}

const images: [string, Buffer][] = [
  ['image/jpeg', photo('elias.jpg')],
  ['image/png', photo('maja.png')],
  ['image/webp', photo('saga.webp')],
  ['image/gif', gif()],
  ['image/avif', avif()],
  ['image/svg+xml', svg],
];

describe('an image', () => {
  for (const [type, body] of images) test(`of ${type} is fine`, () => assert.equal(problemOf(type, body), undefined));

  test('may have parameters behind its type, in any case', () => {
    assert.equal(problemOf('Image/JPEG; charset=binary', photo('elias.jpg')), undefined);
  });

  test('of a type that nobody knows is taken at its bytes', () => {
    assert.equal(problemOf('image/x-png', photo('maja.png')), undefined);
  });

  for (const [type, body] of images.slice(0, 4)) {
    test(`of ${type} that was cut short is found, wherever it was cut`, () => {
      for (const part of [0.3, 0.5, 0.9, 0.99]) {
        const length = Math.floor(body.length * part);
        const problem = problemOf(type, body.subarray(0, length));
        assert.match(problem ?? 'nothing', new RegExp(`cut short after ${length} bytes|has only ${length} bytes`));
      }
      assert.match(problemOf(type, body.subarray(0, -12)) ?? 'nothing', /cut short/);
    });
  }

  test('that holds less than its first bytes is no image', () => {
    assert.match(problemOf('image/jpeg', Buffer.alloc(600)) ?? '', /its bytes are no image/);
  });

  test('sold as another is told apart', () => {
    const said = problemOf('image/jpeg', photo('maja.png'));
    assert.equal(said, 'says image/jpeg, but its bytes are png');
  });

  test('that is an error in XML says how it begins', () => {
    const xml = `<?xml version="1.0"?><Error><Code>AccessDenied</Code>${' '.repeat(600)}</Error>`;
    assert.match(problemOf('image/jpeg', Buffer.from(xml)) ?? '', /bytes are no image: .*<\?xml version/);
  });

  test('of another type, or of none, is no image', () => {
    assert.equal(problemOf('text/html', photo('elias.jpg')), 'is text/html, expected image/*');
    assert.equal(problemOf('', photo('elias.jpg')), 'is of no type, expected image/*');
  });

  test('that holds a few words says which, however short it is', () => {
    assert.match(problemOf('image/jpeg', Buffer.from('<Error>no</Error>')) ?? '', /bytes are no image: "<Error>no/);
  });

  test('smaller than can be believed is named with its size', () => {
    assert.equal(problemOf('image/gif', gif(1)), 'has only 289 bytes');
    assert.equal(problemOf('image/gif', Buffer.alloc(0)), 'has only 0 bytes');
  });

  test('comes by its type, and by its bytes whatever they are called', () => {
    assert.ok(bringsImage(answer('image/jpeg', Buffer.from('not really'))));
    assert.ok(bringsImage(answer('application/octet-stream', photo('maja.png'))));
    assert.ok(!bringsImage(answer('text/html', Buffer.from('<h1>Sign in</h1>'))));
  });
});
