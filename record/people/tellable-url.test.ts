import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tellableText, withTellableUrls } from './tellable-url.ts';

describe('an address in a text', () => {
  test('tells no name of a person, and one from another', () => {
    const told = withTellableUrls(
      'https://cdn.shop.example/pictures/anna-berg.png and https://cdn.shop.example/pictures/eva.png',
    );
    assert.match(told, /^https:\/\/cdn\.shop\.example\/pictures\/…[0-9a-f]{4}\.png and https:\S+\/…[0-9a-f]{4}\.png$/);
    const [first, second] = told.split(' and ');
    assert.notEqual(first, second);
  });

  test('stays as it is when it is told once more', () => {
    const once = withTellableUrls('answered 404 (https://cdn.shop.example/pictures/anna-berg.png?of=eva#top)');
    assert.equal(withTellableUrls(once), once);
    assert.equal(withTellableUrls(new URL(once.slice(14, -1)).href), once.slice(14, -1));
  });

  test('ends before the sign that ends a clause', () => {
    assert.match(
      withTellableUrls('https://cdn.shop.example/eva.png: answered 404.'),
      /\/…[0-9a-f]{4}\.png: answered 404\.$/,
    );
  });

  test('keeps what says how a picture is made of another, and not of which', () => {
    for (const how of ['_ipx/s_320x200', '_ipx/w_640&f_webp', 'image/upload/w_640,q_80,f_auto', 'pictures/300x200'])
      assert.match(
        withTellableUrls(`https://app.shop.example/${how}/anna-berg.png`),
        new RegExp(`^https://app.shop.example/${how}/…[0-9a-f]{4}.png$`),
      );
    assert.doesNotMatch(withTellableUrls('https://app.shop.example/_ipx/a_berg/eva_7001011234'), /berg|7001011234/);
  });

  test('keeps the folders that frameworks build into, so that an asset can be asked for by hand', () => {
    const folders = [
      '_app/immutable/entry',
      '_next/static/chunks',
      '_nuxt',
      '_astro',
      'vendor/bundles',
      'portal/assets',
    ];
    for (const folder of folders) {
      const text = `https://app.shop.example/${folder}/app.BlLHjRxL.js`;
      assert.equal(withTellableUrls(text), text);
    }
  });

  test('keeps what a build makes, and words of the trade', () => {
    const text = 'https://app.shop.example/assets/index-DkD9f2.js, https://api.shop.example/api/auth/login';
    assert.equal(withTellableUrls(text), text);
  });

  test('is told to its end as an address, however long it is', () => {
    const told = withTellableUrls(`https://app.shop.example/orders?${'page=1&'.repeat(400)}of=anna-berg then`);
    assert.match(told, / then$/);
    assert.doesNotMatch(told, /anna/);
  });
});

describe('a text with addresses', () => {
  const kept = [
    'Failed to fetch dynamically imported module: https://shop.example/_astro/Inner.DI2wCO6t.js',
    'TypeError: Failed to fetch\n    at https://shop.example/_app/immutable/nodes/2.B1086n2r.js:1:70',
    'Minified React error #418; visit https://react.dev/errors/418?…=…&…=… for the full message or use the non-minified dev environment for full errors and additional helpful warnings.',
    "Hydration failed because the server rendered HTML didn't match the client.",
    'NG0500: During hydration',
  ];
  for (const text of kept)
    test(`keeps "${text.slice(0, 60)}"`, () => {
      assert.equal(tellableText(text), text);
      assert.equal(tellableText(tellableText(text)), text);
    });

  test('names nobody in them, nor between them', () =>
    assert.match(
      tellableText('Maja https://shop.example/maja?to=Maja, and https://shop.example/login of Åsa'),
      /^\[name\] https:\/\/shop\.example\/…[0-9a-f]{4}\?to=…, and https:\/\/shop\.example\/login of \[name\]$/,
    ));
});
