import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { startForTest } from './start-for-test.ts';

describe('S3 objects', () => {
  let s3: Awaited<ReturnType<typeof startForTest>>;
  let client: S3Client;
  before(async () => {
    s3 = await startForTest();
    client = s3.client();
  });
  after(() => s3.close());

  test('come back as they were put, with type, cache rule and metadata', async () => {
    const begun = Date.now();
    const put = await client.send(
      new PutObjectCommand({
        Bucket: 'private',
        Key: 'a b/ü+&(1)*.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        CacheControl: 'public, max-age=60',
        Metadata: { owner: 'ada' },
      }),
    );
    // ETag of a single-part upload is the MD5 of the body (API_Object, ETag).
    assert.equal(put.ETag, `"${createHash('md5').update('hello').digest('hex')}"`);
    const get = await client.send(new GetObjectCommand({ Bucket: 'private', Key: 'a b/ü+&(1)*.txt' }));
    assert.equal(await get.Body?.transformToString(), 'hello');
    const head = await client.send(new HeadObjectCommand({ Bucket: 'private', Key: 'a b/ü+&(1)*.txt' }));
    for (const answer of [get, head]) {
      assert.equal(answer.ContentType, 'text/plain');
      assert.equal(answer.CacheControl, 'public, max-age=60');
      assert.deepEqual(answer.Metadata, { owner: 'ada' });
      assert.equal(answer.ContentLength, 5);
      assert.equal(answer.ETag, put.ETag);
      const modified = Number(answer.LastModified);
      // The header has whole seconds.
      assert.ok(modified > begun - 1_000 && modified <= Date.now(), String(answer.LastModified));
    }
    // The SDK asks for a checksum by default and verifies it.
    assert.equal(get.ChecksumCRC32, 'NhCmhg==');
  });

  test('are taken from a stream, which the SDK sends as aws-chunked with a CRC32 trailer', async () => {
    const body = Buffer.alloc(200_000, 'watchpost');
    await client.send(
      new PutObjectCommand({
        Bucket: 'private',
        Key: 'stream',
        Body: Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]),
        ContentLength: body.length,
      }),
    );
    const get = await client.send(new GetObjectCommand({ Bucket: 'private', Key: 'stream' }));
    assert.deepEqual(Buffer.from((await get.Body?.transformToByteArray()) ?? []), body);
    assert.equal(get.ContentEncoding, undefined);
  });

  test('are refused when the checksum or the MD5 is that of another body', async () => {
    const target = { Bucket: 'private', Key: 'broken', Body: 'hello' };
    await assert.rejects(client.send(new PutObjectCommand({ ...target, ChecksumCRC32: 'AAAAAA==' })), {
      name: 'BadDigest',
    });
    await assert.rejects(client.send(new PutObjectCommand({ ...target, ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' })), {
      name: 'BadDigest',
    });
  });

  test('are gone after a delete, which succeeds on a missing key as well', async () => {
    const target = { Bucket: 'private', Key: 'short-lived' };
    await client.send(new PutObjectCommand({ ...target, Body: 'x' }));
    await client.send(new DeleteObjectCommand(target));
    const again = await client.send(new DeleteObjectCommand(target));
    assert.equal(again.$metadata.httpStatusCode, 204);
    await assert.rejects(client.send(new GetObjectCommand(target)), { name: 'NoSuchKey' });
  });

  test('missing are a 404 for who may list the bucket and a 403 for who may not', async () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, Permissions
    const target = { Bucket: 'private', Key: 'nowhere' };
    await assert.rejects(client.send(new GetObjectCommand(target)), { name: 'NoSuchKey' });
    await assert.rejects(client.send(new HeadObjectCommand(target)), { name: 'NotFound' });
    const reader = s3.client(s3.reader);
    await assert.rejects(reader.send(new GetObjectCommand(target)), { name: 'AccessDenied' });
    await assert.rejects(reader.send(new ListObjectsV2Command({ Bucket: 'private' })), { name: 'AccessDenied' });
    const head = await reader.send(new HeadObjectCommand(target)).catch((error) => error);
    assert.equal(head.$metadata.httpStatusCode, 403);
  });

  test('in a bucket that does not exist are NoSuchBucket', async () => {
    await assert.rejects(client.send(new GetObjectCommand({ Bucket: 'gone', Key: 'x' })), { name: 'NoSuchBucket' });
    await assert.rejects(client.send(new HeadBucketCommand({ Bucket: 'gone' })), { name: 'NotFound' });
    assert.equal((await client.send(new HeadBucketCommand({ Bucket: 'private' }))).$metadata.httpStatusCode, 200);
  });

  test('are listed in byte order, by prefix and page by page', async () => {
    for (const key of ['list/b', 'list/a', 'list/c/1', 'list/c/2', 'list/Z']) s3.put('private', key, key);
    const paginator = paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: 'private', Prefix: 'list/' });
    const pages = await Array.fromAsync(paginator);
    assert.deepEqual(
      pages.map((page) => page.Contents?.map(({ Key }) => Key)),
      [['list/Z', 'list/a'], ['list/b', 'list/c/1'], ['list/c/2']],
    );
    const [first] = pages[0]?.Contents ?? [];
    assert.equal(first?.Size, 6);
    assert.ok(first?.LastModified instanceof Date);
  });

  test('are grouped under common prefixes by a delimiter, and start after a key', async () => {
    for (const key of ['tree/a', 'tree/sub/1', 'tree/sub/2', 'tree/z&<']) s3.put('private', key, key);
    const query = { Bucket: 'private', Prefix: 'tree/', Delimiter: '/' };
    const list = await client.send(new ListObjectsV2Command(query));
    assert.deepEqual(list.CommonPrefixes, [{ Prefix: 'tree/sub/' }]);
    assert.deepEqual(
      list.Contents?.map(({ Key }) => Key),
      ['tree/a', 'tree/z&<'],
    );
    assert.equal(list.KeyCount, 3);
    const rest = await client.send(new ListObjectsV2Command({ ...query, StartAfter: 'tree/sub/' }));
    assert.deepEqual(
      rest.Contents?.map(({ Key }) => Key),
      ['tree/z&<'],
    );
    const empty = await client.send(new ListObjectsV2Command({ Bucket: 'private', Prefix: 'none/' }));
    assert.equal(empty.KeyCount, 0);
    assert.equal(empty.IsTruncated, false);
  });

  test('come in ranges: 206 with Content-Range, 416 outside, whole for what is no range', async () => {
    s3.put('public', 'digits', '0123456789');
    const ranges = { 'bytes=2-4': '234', 'bytes=7-': '789', 'bytes=-3': '789', 'bytes=8-99': '89' };
    for (const [range, expected] of Object.entries(ranges)) {
      const answer = await client.send(new GetObjectCommand({ Bucket: 'public', Key: 'digits', Range: range }));
      assert.equal(await answer.Body?.transformToString(), expected);
      assert.equal(answer.$metadata.httpStatusCode, 206);
      assert.match(answer.ContentRange ?? '', /^bytes \d-\d\/10$/);
    }
    const outside = new GetObjectCommand({ Bucket: 'public', Key: 'digits', Range: 'bytes=10-' });
    await assert.rejects(client.send(outside), { name: 'InvalidRange' });
    const several = await client.send(
      new GetObjectCommand({ Bucket: 'public', Key: 'digits', Range: 'bytes=0-1,4-5' }),
    );
    assert.equal(several.$metadata.httpStatusCode, 200);
  });

  test('answer conditions: 304 for a fresh copy, 412 for a broken precondition', async () => {
    const { etag } = s3.put('public', 'conditional', 'v1');
    const url = `${s3.endpoint}/public/conditional`;
    const fresh = await fetch(url, { headers: { 'if-none-match': etag } });
    assert.equal(fresh.status, 304);
    assert.equal(fresh.headers.get('etag'), etag);
    const since = fresh.headers.get('last-modified') ?? '';
    assert.equal((await fetch(url, { headers: { 'if-modified-since': since } })).status, 304);
    const stale = await fetch(url, { headers: { 'if-none-match': '"other"', 'if-modified-since': since } });
    assert.equal(stale.status, 200);
    await stale.text();
    const broken = await fetch(url, { headers: { 'if-match': '"other"' } });
    assert.equal(broken.status, 412);
    assert.match(await broken.text(), /<Code>PreconditionFailed<\/Code>/);
  });

  test('carry the headers that every answer of the service has', async () => {
    s3.put('public', 'photo.jpg', new Uint8Array([0xff, 0xd8]), { 'content-type': 'image/jpeg' });
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await fetch(`${s3.endpoint}/public/photo.jpg`, { method });
      // https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html
      assert.equal(headers.get('server'), 'AmazonS3');
      assert.match(headers.get('x-amz-request-id') ?? '', /^[0-9A-F]{16}$/);
      assert.match(headers.get('x-amz-id-2') ?? '', /^[\w+/=]{76}$/);
      assert.equal(headers.get('content-type'), 'image/jpeg');
      assert.equal(headers.get('content-length'), '2');
      assert.equal(headers.get('accept-ranges'), 'bytes');
    }
  });

  test('are not copied, tagged or versioned: what is not built says so', async () => {
    const answer = await fetch(`${s3.endpoint}/private/x?acl`);
    assert.equal(answer.status, 501);
    assert.match(await answer.text(), /<Code>NotImplemented<\/Code>/);
  });

  test('leave a log of requests with their status and error code', async () => {
    await assert.rejects(client.send(new GetObjectCommand({ Bucket: 'private', Key: 'logged' })));
    assert.deepEqual(s3.requests.at(-1), {
      method: 'GET',
      bucket: 'private',
      key: 'logged',
      status: 404,
      code: 'NoSuchKey',
    });
  });
});
