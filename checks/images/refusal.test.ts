import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Http } from '#fixtures/http/http.ts';
import { openNetwork, serve, type TestNetwork } from '#fixtures/http/network-for-test.ts';
import { CheckFailed } from '#fixtures/outcome/check-outcome.ts';
import { expectRefusal } from './refusal.ts';

const photo = readFileSync(new URL('../../demo/loventia/photos/nils.jpg', import.meta.url));
const picture = () => new Response(photo, { headers: { 'content-type': 'image/jpeg' } });
const signIn = () => new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html' } });
const leadTo = (location: string) => new Response(null, { status: 302, headers: { location } });

let network: TestNetwork;
before(async () => {
  network = await openNetwork('storage.shop.test');
});
after(() => network[Symbol.asyncDispose]());

/** The code of the failure that a server's answers to `/private.jpg` come to; undefined when the image is refused. */
async function failureOf(answers: Record<string, () => Response>): Promise<string | undefined> {
  await using server = await serve(
    ({ url }) => answers[new URL(url).pathname]?.() ?? new Response('', { status: 404 }),
  );
  const asked = expectRefusal(new Http(network), `http://storage.shop.test:${server.port}/private.jpg`, 'it');
  return await asked.then(
    () => undefined,
    (error: unknown) => (error instanceof CheckFailed ? error.failure?.code : assert.fail(String(error))),
  );
}

describe('a private image', () => {
  test('is refused by any word that says so', async () => {
    for (const status of [400, 401, 403, 404, 410])
      assert.equal(await failureOf({ '/private.jpg': () => new Response('no', { status }) }), undefined, `${status}`);
    const page = { status: 403, headers: { 'content-type': 'text/html', server: 'CloudFront' } };
    assert.equal(await failureOf({ '/private.jpg': () => new Response('<h1>403</h1>', page) }), undefined);
  });

  test('is refused where one is led to sign in, and where nobody waits', async () => {
    const toLogin = { '/private.jpg': () => leadTo('/start'), '/start': () => leadTo('/login'), '/login': signIn };
    assert.equal(await failureOf(toLogin), undefined);
    assert.equal(await failureOf({ '/private.jpg': () => leadTo('http://nobody.shop.test:9/') }), undefined);
  });

  test('is readable where it comes at once or behind a redirect, whatever its type', async () => {
    const readable = 'private-image-readable';
    assert.equal(await failureOf({ '/private.jpg': picture }), readable);
    assert.equal(await failureOf({ '/private.jpg': () => leadTo('/bucket/1'), '/bucket/1': picture }), readable);
    assert.equal(await failureOf({ '/private.jpg': () => new Response(photo) }), readable);
  });

  test('is not refused by a server that fails, nor by the picture itself', async () => {
    const fails = { '/private.jpg': () => new Response('', { status: 500 }) };
    assert.equal(await failureOf(fails), 'private-image-not-refused');
    const type = { 'content-type': 'image/jpeg' };
    const both = { '/private.jpg': () => new Response(photo, { status: 403, headers: type }) };
    assert.equal(await failureOf(both), 'refusal-with-image');
  });

  test('does not come with a page that says 200: that is advice', async () => {
    assert.equal(await failureOf({ '/private.jpg': signIn }), undefined);
  });
});
