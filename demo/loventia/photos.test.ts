import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { imageSize } from 'image-size';
import { bootLoventia, type Loventia } from './boot.ts';
import { createVisitor, type Visitor } from './testing/visitor.ts';

let demo: Loventia;
let visitor: Visitor;

before(async () => {
  demo = await bootLoventia();
  visitor = createVisitor(demo);
});

after(async () => {
  await visitor.close();
  await demo.close();
});

test('a profile has photos of several types, public ones and a presigned one, and all can be decoded', async () => {
  const { user } = await visitor.login();
  assert.deepEqual(user.photos.slice(0, -1), demo.photos.publicUrls);
  assert.equal(user.profilePicture, user.photos[0]);
  const types = await Promise.all(
    user.photos.map(async (url) => {
      const response = await visitor.fetch(url);
      assert.equal(response.status, 200);
      const { type, width } = imageSize(new Uint8Array(await response.arrayBuffer()));
      assert.ok(width > 0);
      assert.equal(response.headers.get('content-type'), `image/${type === 'jpg' ? 'jpeg' : type}`);
      return type;
    }),
  );
  assert.deepEqual(new Set(types), new Set(['jpg', 'png', 'webp']));
});

test('a private photo needs its signature', async () => {
  const presigned = new URL((await visitor.login()).user.photos.at(-1) ?? '');
  assert.equal(`${presigned.origin}${presigned.pathname}`, demo.photos.privateUrl);
  assert.equal((await visitor.fetch(demo.photos.privateUrl)).status, 403);
  presigned.searchParams.set('X-Amz-Expires', '86400');
  assert.equal((await visitor.fetch(presigned.href)).status, 403);
  const viaCdn = `${demo.urls.images}/${presigned.pathname.split('/').at(-1)}`;
  assert.equal((await visitor.fetch(viaCdn)).status, 403);
});

test('the CDN caches whole photos and serves ranges', async () => {
  const url = `${demo.urls.images}/saga.webp`;
  const first = await visitor.fetch(url);
  const body = await first.arrayBuffer();
  const second = await visitor.fetch(url);
  assert.equal(first.headers.get('x-cache'), 'Miss from cloudfront');
  assert.equal(second.headers.get('x-cache'), 'Hit from cloudfront');
  assert.match(second.headers.get('age') ?? '', /^\d+$/);
  assert.equal((await second.arrayBuffer()).byteLength, body.byteLength);
  const byte = await visitor.fetch(url, { headers: { range: 'bytes=0-0' } });
  assert.equal(byte.status, 206);
  assert.equal((await byte.arrayBuffer()).byteLength, 1);
});

test('photos may be read across origins by the site alone', async () => {
  const allowed = async (url: string, origin: string) => {
    const { headers } = await visitor.fetch(url, { headers: { origin } });
    return headers.get('access-control-allow-origin');
  };
  for (const url of (await visitor.login()).user.photos) {
    assert.equal(await allowed(url, demo.urls.app), demo.urls.app);
    assert.equal(await allowed(url, 'https://evil.test'), null);
  }
});
