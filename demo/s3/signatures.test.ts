import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { startForTest } from './start-for-test.ts';

// Error codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
describe('S3 signatures', () => {
  let s3: Awaited<ReturnType<typeof startForTest>>;
  const photo = { Bucket: 'private', Key: 'users/7/photo ü.jpg' };
  before(async () => {
    s3 = await startForTest();
    s3.put(photo.Bucket, photo.Key, 'jpeg', { 'content-type': 'image/jpeg' });
  });
  after(() => s3.close());
  const sign = (expiresIn = 60) => getSignedUrl(s3.client(), new GetObjectCommand(photo), { expiresIn });

  test('let a presigned URL read a private object, whole or in part', async () => {
    const url = await sign();
    const whole = await fetch(url);
    assert.equal(whole.status, 200);
    assert.equal(await whole.text(), 'jpeg');
    const part = await fetch(url, { headers: { range: 'bytes=0-0' } });
    assert.equal(part.status, 206);
    assert.equal(await part.text(), 'j');
  });

  test('let a presigned URL store an object with the metadata in its query', async () => {
    const command = new PutObjectCommand({ Bucket: 'private', Key: 'up', Body: 'hello', Metadata: { by: 'probe' } });
    const url = await getSignedUrl(s3.client(), command, { expiresIn: 60 });
    assert.equal((await fetch(url, { method: 'PUT', body: 'hello' })).status, 200);
    const head = await s3.client().send(new HeadObjectCommand({ Bucket: 'private', Key: 'up' }));
    assert.deepEqual(head.Metadata, { by: 'probe' });
  });

  test('expire: the document names the deadline and the server time', async () => {
    const url = await sign(1);
    s3.clock.skewMs = 5_000;
    const answer = await fetch(url);
    s3.clock.skewMs = 0;
    const document = await answer.text();
    assert.equal(answer.status, 403);
    assert.match(document, /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
    assert.match(document, /<X-Amz-Expires>1<\/X-Amz-Expires><Expires>[\d-]+T[\d:]+Z<\/Expires><ServerTime>[\d-]+T/);
  });

  test('do not survive tampering with key, parameter, method or signature', async () => {
    const url = await sign();
    const changes: [string, RequestInit?][] = [
      [url.replace('users/7', 'users/8')],
      [url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')],
      [`${url}&response-content-type=text/html`],
      [url, { method: 'HEAD' }],
      [url.replace(/(X-Amz-Signature=)./, (_, name) => `${name}${/X-Amz-Signature=0/.test(url) ? '1' : '0'}`)],
    ];
    for (const [changed, init] of changes) {
      const answer = await fetch(changed, init);
      assert.equal(answer.status, 403);
      if (init?.method !== 'HEAD') assert.match(await answer.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
    }
  });

  test('must cover every x-amz header that is sent', async () => {
    const answer = await fetch(await sign(), { headers: { 'x-amz-meta-extra': '1' } });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /<HeadersNotSigned>x-amz-meta-extra<\/HeadersNotSigned>/);
  });

  test('hold a week at most and no negative time', async () => {
    const url = await sign();
    for (const expires of ['604801', '-1', 'soon']) {
      const answer = await fetch(url.replace('X-Amz-Expires=60', `X-Amz-Expires=${expires}`));
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /<Code>AuthorizationQueryParametersError<\/Code>/);
    }
  });

  test('are refused from an unknown key, a wrong secret and another region', async () => {
    const send = (client: ReturnType<typeof s3.client>) => client.send(new GetObjectCommand(photo));
    const stranger = { ...s3.owner, accessKeyId: 'AKIA0000000000000000' };
    await assert.rejects(send(s3.client(stranger)), { name: 'InvalidAccessKeyId' });
    const impostor = { ...s3.owner, secretAccessKey: 'not the secret' };
    await assert.rejects(send(s3.client(impostor)), { name: 'SignatureDoesNotMatch' });
    await assert.rejects(send(s3.client(s3.owner, 'us-east-1')), { name: 'AuthorizationHeaderMalformed' });
  });

  test('are refused when either clock is more than 15 minutes off', async () => {
    s3.clock.skewMs = 16 * 60_000;
    const listing = s3.client().send(new ListObjectsV2Command({ Bucket: 'private' }));
    // The SDK would correct its own clock from the answer's Date and try again; it has one attempt here.
    await assert.rejects(listing, { name: 'RequestTimeTooSkewed' });
    s3.clock.skewMs = -16 * 60_000;
    const early = await fetch(await sign());
    s3.clock.skewMs = 0;
    assert.equal(early.status, 403);
    assert.match(await early.text(), /<Message>Request is not valid yet<\/Message>/);
  });

  test('cover the body: another one under the same signature is refused', async () => {
    const client = s3.client();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: unknown }).body = 'jello';
        return next(args);
      },
      { step: 'deserialize' },
    );
    const put = client.send(new PutObjectCommand({ Bucket: 'private', Key: 'swapped', Body: 'hello' }));
    await assert.rejects(put, { name: 'XAmzContentSHA256Mismatch' });
  });

  test('are needed for everything that is not public', async () => {
    const ask = async (path: string, method = 'GET') => {
      const answer = await fetch(`${s3.endpoint}${path}`, { method });
      await answer.text();
      return `${answer.status} ${s3.requests.at(-1)?.code ?? ''}`.trim();
    };
    s3.put('public', 'a', 'a');
    s3.put('mixed', 'open/a', 'a');
    s3.put('mixed', 'closed/a', 'a');
    assert.equal(await ask('/private/users/7/photo%20%C3%BC.jpg'), '403 AccessDenied');
    assert.equal(await ask('/private/'), '403 AccessDenied');
    assert.equal(await ask('/'), '403 AccessDenied');
    assert.equal(await ask('/public/a'), '200');
    assert.equal(await ask('/public/missing'), '403 AccessDenied');
    assert.equal(await ask('/public/a', 'PUT'), '403 AccessDenied');
    assert.equal(await ask('/public/a', 'DELETE'), '403 AccessDenied');
    assert.equal(await ask('/mixed/open/a'), '200');
    assert.equal(await ask('/mixed/open/missing'), '404 NoSuchKey');
    assert.equal(await ask('/mixed/closed/a'), '403 AccessDenied');
    assert.equal(await ask('/mixed/?list-type=2'), '200');
    assert.equal(await ask('/gone/a'), '404 NoSuchBucket');
  });
});
