import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import { howBroken } from './failures.ts';
import { bringsImage, imageProblem, isMislabelled } from './image.ts';

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
function avif(brands = 'avif\0\0\0\0avifmif1'): Buffer {
  const box = (type: string, ...inner: Buffer[]) => {
    const body = Buffer.concat(inner);
    const head = Buffer.alloc(8, 0);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const size = Buffer.from([0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 48]);
  return Buffer.concat([
    box('ftyp', Buffer.from(brands)),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size)))),
    box('mdat', Buffer.alloc(600)),
  ]);
}

const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${'<g/>'.repeat(200)}</svg>`);
const minBytes = 500;

function answer(type: string, body: Buffer, more: Record<string, string> = {}): HttpResponse {
  const exchange = { method: 'GET', url: 'https://x.test/a', phases: { total: 1 }, headers: {}, redirects: [] };
  return new HttpResponse({ exchange, headers: { 'content-type': type, ...more }, body, certificate: undefined });
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

  test('of one format that is sent as another, or as some file, shows by its bytes', () => {
    for (const type of ['image/jpeg', 'binary/octet-stream', 'application/octet-stream']) {
      assert.equal(problemOf(type, photo('maja.png')), undefined, type);
      assert.ok(!isMislabelled(answer(type, photo('maja.png'))), type);
    }
  });

  test('that is sent as a text, or as nothing, shows too, unless that text may not be looked into', () => {
    for (const type of ['text/plain', 'application/json', '']) {
      assert.equal(problemOf(type, photo('elias.jpg')), undefined, type);
      assert.ok(isMislabelled(answer(type, photo('elias.jpg'))), type);
    }
    const shut = answer('text/plain', photo('elias.jpg'), { 'x-content-type-options': 'nosniff' });
    assert.equal(imageProblem(shut, minBytes)?.problem, 'media-type');
  });

  test('whose end has something behind it is whole', () => {
    const behind = Buffer.concat([Buffer.from('ftypmp42'), Buffer.alloc(3_000, 9), Buffer.from([0xff])]);
    for (const [type, body] of images.slice(0, 5))
      assert.equal(problemOf(type, Buffer.concat([body, behind])), undefined, type);
  });

  test('that holds a preview of itself is judged by its own end', () => {
    const whole = photo('elias.jpg');
    const preview = Buffer.from([0xff, 0xe1, 0, 10, 0xff, 0xd8, 0, 0, 0, 0, 0xff, 0xd9]);
    const withPreview = Buffer.concat([whole.subarray(0, 2), preview, whole.subarray(2)]);
    assert.equal(problemOf('image/jpeg', withPreview), undefined);
    assert.match(problemOf('image/jpeg', withPreview.subarray(0, -900)) ?? '', /cut short/);
  });

  test('that is filled up between its parts is whole', () => {
    const whole = photo('nils.jpg');
    const filled = Buffer.concat([whole.subarray(0, 2), Buffer.alloc(7, 0xff), whole.subarray(2)]);
    assert.equal(problemOf('image/jpeg', filled), undefined);
  });

  test('of a kind that most browsers do not show is told with its kind', () => {
    for (const brand of ['heic\0\0\0\0mif1heic', 'mif1\0\0\0\0mif1heix'])
      assert.equal(problemOf('image/heic', avif(brand)), 'is heic, which most browsers do not show');
    assert.equal(problemOf('image/avif', avif('mif1\0\0\0\0mif1avif')), undefined);
    const tiff = Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(800)]);
    assert.equal(problemOf('image/tiff', tiff), 'is tiff, which most browsers do not show');
  });

  test('that is a drawing needs no size, no bulk and no beginning of its own, but its type and its end', () => {
    const drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8"/></svg>';
    const before =
      '<?xml version="1.0"?>\n<!-- <svg> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n';
    for (const text of [drawn, drawn.replace(' viewBox="0 0 8 8"', ''), before + drawn, `\uFEFF${drawn}\n<!-- end -->`])
      assert.equal(problemOf('image/svg+xml', Buffer.from(text)), undefined, text);
    assert.match(problemOf('image/svg+xml', Buffer.from(`\n${before}${drawn}`)) ?? '', /no image/);
    assert.equal(problemOf('image/png', Buffer.from(drawn)), 'says image/png, but its bytes are svg');
    assert.match(problemOf('image/svg+xml', Buffer.from(drawn.slice(0, -4))) ?? '', /cut short/);
    assert.match(problemOf('image/svg+xml', Buffer.from(drawn.replace(/ xmlns="[^"]+"/, ''))) ?? '', /no image/);
  });

  test('that is an error in XML says how it begins', () => {
    const xml = `<?xml version="1.0"?><Error><Code>AccessDenied</Code>${' '.repeat(600)}</Error>`;
    assert.match(problemOf('image/jpeg', Buffer.from(xml)) ?? '', /bytes are no image: .*<\?xml version/);
  });

  test('that is a page, or nothing that has a type, is no image', () => {
    const page = Buffer.from(`<!doctype html><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>`);
    assert.equal(problemOf('text/html', page), 'is text/html, expected image/*');
    assert.equal(problemOf('', Buffer.from('nothing')), 'is of no type, expected image/*');
    assert.ok(!bringsImage(answer('text/html', page)));
  });

  test('that is an error of the storage with a status of success is none, whatever it is sent as', () => {
    const xml = Buffer.from('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'.padEnd(900));
    assert.match(problemOf('application/xml', xml) ?? '', /is application\/xml/);
    for (const type of ['image/png', 'binary/octet-stream'])
      assert.match(problemOf(type, xml) ?? '', /bytes are no image: .*<\?xml/);
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
