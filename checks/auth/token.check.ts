import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';
import { readJwt } from './read-jwt.ts';

/** A minute either way: tokens are stamped in whole seconds by a clock that has a claim of its own. */
const slackSeconds = 60;
const { auth } = target;

test(
  'the access token is a sane JWT',
  claim({
    id: 'auth/token',
    severity: 'P1',
    classes: ['auth'],
    needs: ['auth/login', 'api/clock'],
    watched: auth?.accessTokenSeconds,
  }),
  async ({ http }) => {
    const { accessToken } = await sessionOf(http);
    const jwt = readJwt(accessToken);
    if (!jwt) return fail(authFailures['token-malformed'], { expected: 'a JWT' });
    if (/^none$/i.test(jwt.alg ?? '')) fail(authFailures['token-unsigned'], { got: 'none' });
    if (!jwt.sub) fail(authFailures['token-without-subject'], { field: 'sub' });
    const lifetime = required(auth?.accessTokenSeconds);
    const { iat = 0, exp = 0, others } = jwt;
    if (Math.abs(exp - iat - lifetime) > slackSeconds)
      fail(authFailures['token-lifetime'], { expected: lifetime, got: exp - iat });
    const ageSeconds = Math.round(Date.now() / 1_000 - iat);
    if (ageSeconds < -slackSeconds || ageSeconds > lifetime)
      fail(authFailures['token-misdated'], { seconds: ageSeconds });
    const secret = others.filter((name) => /password|hash|secret/i.test(name));
    if (secret.length > 0) fail(authFailures['token-says-too-much'], { got: secret });
    expect(jwt.sub, 'the subject').not.toBe('');
    rulesOut(`access token: ${jwt.alg}, good for ${exp - iat} s`);
  },
);
