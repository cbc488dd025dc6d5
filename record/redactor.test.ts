import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRedactor } from './redactor.ts';
import { ValueFinder } from './values/value-finder.ts';

const header = 'eyJhbGciOiJIUzI1NiJ9';
const jwt = `${header}.eyJzdWIiOiJwcm9iZSJ9.c2lnbmF0dXJlLW9mLXRoZS1wcm9iZQ`;

describe('a known secret', () => {
  const password = 'p"ä\\ss/w+rd &1';
  const redact = createRedactor({ WATCHPOST_PROBE_PASSWORD: password });
  const instead = '[redacted WATCHPOST_PROBE_PASSWORD]';

  const spelt: [string, string][] = [
    ['as it is', password],
    ['inside JSON', JSON.stringify(password).slice(1, -1)],
    ['inside an address', encodeURIComponent(password)],
    ['in base64', Buffer.from(password).toString('base64')],
    ['in base64 without its padding', Buffer.from(password).toString('base64').replace(/=+$/, '')],
  ];
  for (const [how, text] of spelt) {
    test(`is taken out ${how}, and its name stands in its place`, () => {
      const said = redact(`before ${text} after`);
      assert.ok(said.startsWith(`before ${instead}`) && said.endsWith(' after'), said);
      assert.deepEqual(new ValueFinder({ password }).namesIn(said), []);
    });
  }

  test('is taken out in a form that was posted', () => {
    const posted = new URLSearchParams({ password, more: 'x' }).toString();
    assert.doesNotMatch(redact(posted), /ss%2Fw%2Brd/);
  });

  test('is taken out of JSON inside JSON', () => {
    const nested = JSON.stringify({ body: JSON.stringify({ note: password }) });
    assert.doesNotMatch(redact(nested), /ss\/w\+rd/);
  });

  test('is taken out everywhere in a text', () => {
    assert.equal(redact(`${password} and ${password}`), `${instead} and ${instead}`);
  });

  test('that holds another is taken out whole', () => {
    const both = createRedactor({ SHORT: 'abcdef', LONG: 'abcdef-ghijkl' });
    assert.equal(both('x abcdef-ghijkl abcdef'), 'x [redacted LONG] [redacted SHORT]');
  });

  test('shorter than six characters stays: it would take ordinary words with it', () => {
    assert.equal(createRedactor({ PIN: 'login' })('the login'), 'the login');
  });
});

describe('what looks like a secret', () => {
  const redact = createRedactor();
  const rows: [string, string, string][] = [
    ['a JSON web token', `token=${jwt}; Path=/`, 'token=[redacted token]; Path=/'],
    ['a Stripe test key', 'key sk_test_51HabcDEF0123', 'key [redacted sk_test key]'],
    ['a restricted live key', 'key rk_live_51HabcDEF0123', 'key [redacted rk_live key]'],
    ['a webhook secret', 'whsec_MfKQ9r8GKYqrTwjU', '[redacted webhook secret]'],
    ['a bearer token', 'authorization: Bearer abcdef0123456789', 'authorization: Bearer [redacted]'],
    ['basic credentials', 'authorization: Basic cHJvYmU6c2VjcmV0', 'authorization: Basic [redacted]'],
    ['a JSON field', '{"password":"hunter22","a":1}', '{"password":"[redacted]","a":1}'],
    [
      'a JSON field inside a JSON text',
      JSON.stringify({ body: '{"refreshToken":"opaque"}' }),
      JSON.stringify({ body: '{"refreshToken":"[redacted]"}' }),
    ],
    ['a JSON field with a telling name', '{"sessionToken":"ab12","a":1}', '{"sessionToken":"[redacted]","a":1}'],
    [
      'a parameter of an address',
      'https://a.example/?q=1&ticket=ab12#top',
      'https://a.example/?q=1&ticket=[redacted]#top',
    ],
    ['a cookie', 'set-cookie: visit=ab12; Path=/', 'set-cookie: visit=[redacted]; Path=/'],
    ['a value behind its name', 'no session for token=f00ba4 here', 'no session for token=[redacted] here'],
    ['a shortened e-mail address', 'by maja.l@mai… today', 'by [redacted e-mail] today'],
    ['an e-mail address', 'sent to Maja.L+1@mail.example today', 'sent to [redacted e-mail] today'],
    [
      'a presigned address',
      'https://s3.example/a.jpg?X-Amz-Credential=AKIA%2F1&X-Amz-Expires=60&X-Amz-Signature=0af3&x=1',
      'https://s3.example/a.jpg?X-Amz-Credential=[redacted]&X-Amz-Expires=60&X-Amz-Signature=[redacted]&x=1',
    ],
  ];
  for (const [what, text, said] of rows) {
    test(`${what} is taken out, and what surrounds it stays`, () => assert.equal(redact(text), said));
  }

  test('a JSON field is taken out to its end, escaped characters included', () => {
    for (const value of ['ab"cdefgh', 'ab\\cdefgh', 'ab\ncdefgh']) {
      const said = redact(JSON.stringify({ password: value, next: 'kept' }));
      assert.equal(said, '{"password":"[redacted]","next":"kept"}');
    }
  });

  test('ordinary text stays as it is', () => {
    const text = 'GET https://api.loventia.example/health 503 in 12 ms, risk_test, masked, task_live';
    assert.equal(redact(text), text);
  });
});

describe('any text', () => {
  const secrets = {
    WATCHPOST_PROBE_EMAIL: 'probe+one@loventia.example',
    WATCHPOST_PROBE_PASSWORD: 'q"\\/ü {}[]:,',
    STRIPE_SECRET_KEY: 'sk_test_51HabcDEF0123456789',
    'access token': jwt,
    'session cookie': 'opaque-0123456789',
  };
  const redact = createRedactor(secrets);
  const bodies: unknown[] = [
    { password: secrets.WATCHPOST_PROBE_PASSWORD, email: secrets.WATCHPOST_PROBE_EMAIL, n: 12.5, none: null },
    { authorization: `Bearer ${jwt}`, cookie: [`refreshToken=${secrets['session cookie']}; HttpOnly`] },
    { body: JSON.stringify({ accessToken: jwt, refresh_token: 'x"y\\z' }) },
    { url: `https://a.example/?X-Amz-Signature=ab&k=${encodeURIComponent(secrets.WATCHPOST_PROBE_PASSWORD)}` },
    Object.values(secrets),
    Object.values(secrets).map((value) => Buffer.from(value).toString('base64')),
  ];

  test('that is JSON stays JSON, of the same shape', () => {
    for (const body of bodies) {
      for (const indent of [0, 2]) {
        const said = JSON.parse(redact(JSON.stringify(body, null, indent)));
        assert.deepEqual(Object.keys(said), Object.keys(body as object));
      }
    }
  });

  test('holds no known secret any more', () => {
    for (const body of bodies) {
      const said = redact(JSON.stringify(body));
      assert.deepEqual(new ValueFinder(secrets).namesIn(said), [], said);
    }
  });

  test('is not changed by a second time', () => {
    for (const body of bodies) {
      const once = redact(JSON.stringify(body));
      assert.equal(redact(once), once);
    }
  });
});
