import { workingApi } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { isInMilliseconds, type ReadJwt, readJwt } from '#fixtures/session/read-jwt.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';

/** A minute either way: tokens are stamped in whole seconds by a clock that has a claim of its own. */
const slackSeconds = 60;
const { auth } = target;

test(
  'the access token is a sane JWT',
  claim({
    id: 'auth/token',
    severity: 'P1',
    classes: ['auth'],
    needs: [...workingApi(auth?.host ?? ''), 'auth/login', 'api/clock'],
    watched: auth?.accessTokenSeconds,
  }),
  async ({ http }) => {
    const { accessToken } = await sessionOf(http);
    const jwt = readJwt(accessToken);
    if (!jwt) return fail(authFailures['token-malformed'], { expected: 'a JWT' });
    if (/^none$/i.test(jwt.alg ?? '')) fail(authFailures['token-unsigned'], { got: 'none' });
    if (jwt.sub === '') fail(authFailures['token-without-subject'], { field: 'sub' });
    const lifetime = required(auth?.accessTokenSeconds);
    if (jwt.exp === undefined) fail(authFailures['token-without-end'], { field: 'exp' });
    expectDates(jwt, lifetime);
    if (jwt.secrets.length > 0) fail(authFailures['token-says-too-much'], { got: jwt.secrets });
    expect(jwt.exp, 'the end of the token').toBeDefined();
    rulesOut(`access token: ${jwt.alg}, good for ${lifetime} s`);
  },
);

/** A token need not say when it was issued: then its end counts from now, and it was issued in this run. */
function expectDates({ iat, exp = 0 }: ReadJwt, lifetime: number): void {
  const inMilliseconds = Object.entries({ exp, iat }).find(([, time]) => isInMilliseconds(time));
  if (inMilliseconds) fail(authFailures['token-in-milliseconds'], { field: inMilliseconds[0] });
  const now = Date.now() / 1_000;
  const lives = Math.round(exp - (iat ?? now));
  const tooLong = lives - lifetime > slackSeconds;
  const tooShort = iat === undefined ? lives <= 0 : lifetime - lives > slackSeconds;
  if (tooLong || tooShort) fail(authFailures['token-lifetime'], { expected: lifetime, got: lives });
  const age = iat === undefined ? 0 : Math.round(now - iat);
  if (age < -slackSeconds || age > lifetime) fail(authFailures['token-misdated'], { seconds: age });
}
