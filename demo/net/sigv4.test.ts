import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256Hex, type VerifiedRequest, type Verifier, verifySignature } from './sigv4.ts';

// The worked examples of the S3 documentation: key, date, requests and signatures are theirs.
const EXAMPLE_TIME = Date.UTC(2013, 4, 24);
const VERIFIER: Verifier = {
  service: 's3',
  region: 'us-east-1',
  now: () => EXAMPLE_TIME,
  secretOf: (id) => (id === 'AKIAIOSFODNN7EXAMPLE' ? 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' : undefined),
};
const SIGNED = { outcome: 'signed', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const HOST = 'examplebucket.s3.amazonaws.com';

describe('Signature Version 4', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  const headerSigned = (
    path: string,
    headers: Record<string, string>,
    names: string,
    signature: string,
  ): VerifiedRequest => {
    const payloadHash = sha256Hex('');
    const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${names},Signature=${signature}`;
    const common = { host: HOST, 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': payloadHash, authorization };
    return {
      method: 'GET',
      url: new URL(`https://${HOST}${path}`),
      headers: new Headers({ ...common, ...headers }),
      payloadHash,
    };
  };
  const getObject = headerSigned(
    '/test.txt',
    { range: 'bytes=0-9' },
    'host;range;x-amz-content-sha256;x-amz-date',
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
  const listObjects = headerSigned(
    '/?max-keys=2&prefix=J',
    {},
    'host;x-amz-content-sha256;x-amz-date',
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  );
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  const presigned: VerifiedRequest = {
    method: 'GET',
    url: new URL(
      `https://${HOST}/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
    ),
    headers: new Headers({ host: HOST }),
    payloadHash: 'UNSIGNED-PAYLOAD',
  };

  test("agrees with the documentation's examples", () => {
    assert.deepEqual(verifySignature(getObject, VERIFIER), SIGNED);
    assert.deepEqual(verifySignature(listObjects, VERIFIER), SIGNED);
    assert.deepEqual(verifySignature(presigned, VERIFIER), SIGNED);
  });

  test('holds for a presigned URL to the last millisecond and no longer', () => {
    const at = (ms: number) => verifySignature(presigned, { ...VERIFIER, now: () => EXAMPLE_TIME + ms });
    assert.deepEqual(at(86_400_000), SIGNED);
    assert.deepEqual(at(86_400_001), {
      outcome: 'expired',
      expiresSeconds: 86_400,
      expiresAt: EXAMPLE_TIME + 86_400_000,
    });
  });

  test('covers method, path, query, signed headers and payload', () => {
    const changed: VerifiedRequest[] = [
      { ...getObject, method: 'PUT' },
      { ...getObject, url: new URL(`https://${HOST}/test.tx`) },
      { ...getObject, url: new URL(`https://${HOST}/test.txt?x`) },
      { ...getObject, headers: new Headers([...getObject.headers, ['range', 'bytes=9-9']]) },
      { ...getObject, payloadHash: sha256Hex('other') },
    ];
    for (const request of changed) assert.equal(verifySignature(request, VERIFIER).outcome, 'mismatch');
  });

  test('is told apart: none, unreadable, of an unknown key, another region, another service, another time', () => {
    const outcome = (request: VerifiedRequest, verifier: Partial<Verifier> = {}) =>
      verifySignature(request, { ...VERIFIER, ...verifier }).outcome;
    const withAuthorization = (authorization: string) => {
      const headers = new Headers(getObject.headers);
      headers.set('authorization', authorization);
      return { ...getObject, headers };
    };
    assert.equal(outcome({ ...presigned, url: new URL(`https://${HOST}/test.txt`) }), 'anonymous');
    assert.equal(outcome(withAuthorization('Bearer x')), 'malformed');
    assert.equal(outcome(withAuthorization('AWS4-HMAC-SHA256 Credential=x')), 'malformed');
    assert.equal(outcome(getObject, { secretOf: () => undefined }), 'unknown-key');
    assert.equal(outcome(getObject, { region: 'eu-north-1' }), 'malformed');
    assert.equal(outcome(getObject, { service: 'monitoring' }), 'malformed');
    assert.equal(outcome(getObject, { now: () => EXAMPLE_TIME + 901_000 }), 'skewed');
    assert.equal(outcome(presigned, { now: () => EXAMPLE_TIME - 901_000 }), 'not-yet-valid');
  });
});
