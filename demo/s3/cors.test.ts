import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startForTest } from './start-for-test.ts';

const APP = 'https://app.loventia.test';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html and RESTOPTIONSobject
describe('S3 cross-origin requests', () => {
  let s3: Awaited<ReturnType<typeof startForTest>>;
  before(async () => {
    s3 = await startForTest();
    s3.put('cors', 'a', 'a');
    s3.put('public', 'a', 'a');
  });
  after(() => s3.close());
  const get = (bucket: string, origin?: string) =>
    fetch(`${s3.endpoint}/${bucket}/a`, { headers: origin === undefined ? {} : { origin } });
  const preflight = (bucket: string, headers: Record<string, string>) =>
    fetch(`${s3.endpoint}/${bucket}/a`, { method: 'OPTIONS', headers });

  test('are granted to a listed origin, by name and with Vary', async () => {
    for (const origin of [APP, 'https://pr-7.preview.loventia.test']) {
      const { headers } = await get('cors', origin);
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.equal(headers.get('access-control-allow-credentials'), 'true');
      assert.equal(headers.get('access-control-expose-headers'), 'ETag');
      assert.equal(headers.get('vary'), 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
    }
  });

  test('are answered without CORS headers for a foreign origin, no origin and a bucket without rules', async () => {
    for (const answer of [await get('cors', 'https://evil.test'), await get('cors'), await get('public', APP)]) {
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  });

  test('get the headers on an error as well, so that a page can read it', async () => {
    const answer = await fetch(`${s3.endpoint}/cors/missing`, { headers: { origin: APP } });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('access-control-allow-origin'), APP);
  });

  test('pass a preflight for a listed origin, method and header', async () => {
    const answer = await preflight('cors', {
      origin: APP,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-amz-date, range',
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), APP);
    assert.equal(answer.headers.get('access-control-allow-methods'), 'GET, HEAD');
    assert.equal(answer.headers.get('access-control-allow-headers'), 'x-amz-date, range');
    assert.equal(answer.headers.get('access-control-max-age'), '600');
  });

  test('get a star, and no credentials, from a rule for any origin', async () => {
    const answer = await preflight('cors', { origin: 'https://any.test', 'access-control-request-method': 'PUT' });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  });

  test('fail a preflight with 403 for anything else, and with 400 without an origin', async () => {
    const asked = { origin: APP, 'access-control-request-method': 'GET' };
    const refused: [string, Record<string, string>][] = [
      ['cors', { ...asked, origin: 'https://evil.test' }],
      ['cors', { ...asked, 'access-control-request-method': 'DELETE' }],
      ['cors', { ...asked, 'access-control-request-headers': 'authorization' }],
      ['public', asked],
    ];
    for (const [bucket, headers] of refused) {
      const answer = await preflight(bucket, headers);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      assert.match(await answer.text(), /<Code>AccessForbidden<\/Code>/);
    }
    assert.equal((await preflight('cors', {})).status, 400);
  });
});
