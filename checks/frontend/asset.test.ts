import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashAlone, namedByContent } from './asset.ts';

describe('a file whose whole name is', () => {
  for (const name of ['BxcID77_', '2Z19jnRt', 'gpp17zX5', 'DUTjbZNf', 'D6vjB3Io', 'C4BFqJ5h', '0f3a91c2d4b5e678'])
    test(`the hash ${name} is named by what it holds`, () => {
      assert.equal(hashAlone.exec(`/chunks/${name}.js`)?.[1], name);
      assert.ok(namedByContent.test(`/chunks/${name}.js`));
    });

  const words = [
    'polyfill',
    'HomePage',
    'UserCard',
    'homePage',
    'jquery-3',
    'jQuery-3',
    'base64js',
    'Base64Js',
    'LICENSES',
  ];
  for (const name of [...words, 'MyApp-v2', '20251128', 'Analytics'])
    test(`of words, as ${name} is, is named by nothing`, () => assert.equal(hashAlone.exec(`/js/${name}.js`), null));
});
