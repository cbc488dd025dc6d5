import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

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
    const { alg } = decodeProtectedHeader(accessToken);
    const { sub, iat = 0, exp = 0, ...rest } = decodeJwt(accessToken);
    expect(alg, 'the algorithm').not.toMatch(/^none$/i);
    expect(sub, 'the subject').toBeTruthy();
    const lifetime = required(auth?.accessTokenSeconds);
    if (Math.abs(exp - iat - lifetime) > slackSeconds)
      fail('auth', `the token lives ${exp - iat} s, expected ${lifetime} s`);
    const ageSeconds = Date.now() / 1_000 - iat;
    if (ageSeconds < -slackSeconds || ageSeconds > lifetime)
      fail('auth', `the token was issued ${Math.round(ageSeconds)} s ago`);
    expect(Object.keys(rest), 'what else the token says').not.toContainEqual(
      expect.stringMatching(/password|hash|secret/i),
    );
  },
);
