import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expiryOf, isPresigned, tampered } from './presigned-url.ts';

const end = Date.parse('2026-11-21T07:45:00Z');
const policy = (statement: object) =>
  Buffer.from(JSON.stringify({ Statement: [statement] }))
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('=', '_')
    .replaceAll('/', '~');
const own = policy({ Resource: 'https://cdn/?>>', Condition: { DateLessThan: { 'AWS:EpochTime': end / 1_000 } } });

const jwtPayload = Buffer.from(JSON.stringify({ url: 'avatars/a.jpg', exp: end / 1_000 })).toString('base64url');

/** The query that each signer writes, with the signature as the parameter of that name. */
const signed: Record<string, [query: string, parameter: string]> = {
  'S3 in version 4': [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261121%2Feu-north-1%2Fs3&X-Amz-Date=20261121T073000Z' +
      '&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=0af3&response-content-disposition=inline%3B+a~b%20c',
    'X-Amz-Signature',
  ],
  'S3 in version 2': [`AWSAccessKeyId=AKIA&Expires=${end / 1_000}&Signature=%2Bk9%3D`, 'Signature'],
  'CloudFront by its date': [`Expires=${end / 1_000}&Signature=abc~def__&Key-Pair-Id=K2`, 'Signature'],
  'CloudFront by a policy': [`Policy=${own}&Signature=Zz-~__&Key-Pair-Id=K2`, 'Signature'],
  'Google in version 4': [
    'X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20261121T074000Z&X-Goog-Expires=300&X-Goog-Signature=9e',
    'X-Goog-Signature',
  ],
  'Alibaba in version 4': [
    'x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=20261121T073000Z&x-oss-expires=900&x-oss-signature=77ab',
    'x-oss-signature',
  ],
  Tencent: [`q-sign-algorithm=sha1&q-sign-time=${end / 1_000 - 60}%3B${end / 1_000}&q-signature=28a0`, 'q-signature'],
  'a token of Supabase': [`token=eyJhbGciOiJIUzI1NiJ9.${jwtPayload}.Zx-k9`, 'token'],
  'a token of Akamai': [`hdnts=exp=${end / 1_000}~acl=/*~hmac=9ff3`, 'hdnts'],
  'a token of Akamai, encoded': [`__token__=st%3D1~exp%3D${end / 1_000}%7Ehmac%3D9ff3`, '__token__'],
  Bunny: [`token=HS256-x_y&expires=${end / 1_000}&token_path=%2F`, 'token'],
  imgix: [`w=64&expires=${end / 1_000}&s=77ab`, 's'],
  Azure: ['sv=2025-01-05&se=2026-11-21T07%3A45%3A00Z&sr=b&sp=r&sig=Ab%2Bc%3D', 'sig'],
};

for (const [signer, [query, parameter]] of Object.entries(signed)) {
  describe(`an address signed by ${signer}`, () => {
    const url = `https://storage.shop.test/a%20b.jpg?${query}`;

    test('is known, and ends when it says', () => {
      assert.ok(isPresigned(url));
      assert.equal(expiryOf(url).getTime(), end);
    });

    test('is tampered with in one character of its signature and in nothing else', () => {
      const forged = tampered(url);
      const differing = [...url].flatMap((char, at) => (forged[at] === char ? [] : at));
      assert.equal(forged.length, url.length);
      assert.equal(differing.length, 1);
      const value = (address: string) => new URL(address).searchParams.get(parameter);
      assert.notEqual(value(forged), value(url));
    });
  });
}

test('of a token it is the signature that is tampered with, and not what it says', () => {
  const url = `https://storage.shop.test/a.jpg?token=eyJhbGciOiJIUzI1NiJ9.${jwtPayload}.Zx-k9`;
  assert.ok(tampered(url).endsWith(`.${jwtPayload}.0x-k9`));
  const akamai = `https://storage.shop.test/a.jpg?hdnts=exp=${end / 1_000}~hmac=9ff3`;
  assert.ok(tampered(akamai).endsWith(`exp=${end / 1_000}~hmac=0ff3`));
});

test('an address that was never signed is none of these, and ends at no time', () => {
  for (const query of [
    '',
    '?v=3',
    '?sig=of-a-cache',
    '?s=64',
    '?token=public',
    '?alt=media&token=4f1c2b9e-0000',
    '?expires=1795246800',
  ]) {
    assert.ok(!isPresigned(`https://storage.shop.test/a.jpg${query}`), query);
    assert.ok(Number.isNaN(expiryOf(`https://storage.shop.test/a.jpg${query}`).getTime()), query);
  }
});
