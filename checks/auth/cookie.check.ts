import { parseCookies } from '#fixtures/http/set-cookie.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';
import { wrongFlags } from './cookie-flags.ts';
import { authFailures } from './failures.ts';

const { auth } = target;

test(
  'the refresh cookie cannot be read by scripts nor sent where it does not belong',
  claim({ id: 'auth/cookie', severity: 'P1', classes: ['cookie'], needs: ['auth/login'], watched: auth?.cookie }),
  async ({ http }) => {
    const expected = required(auth?.cookie);
    const { cookies } = await sessionOf(http);
    const cookie = parseCookies(cookies).find(({ name }) => name === expected.name);
    if (!cookie) return fail(authFailures['cookie-missing'], { cookie: expected.name, count: cookies.length });
    const wrong = wrongFlags(cookie, expected);
    if (wrong.length > 0) {
      const flags = wrong.map(({ flag }) => flag);
      const unprotected = flags.includes('HttpOnly') || flags.includes('Secure');
      fail(authFailures[unprotected ? 'cookie-unprotected' : 'cookie-scope'], {
        cookie: expected.name,
        flags,
        expected: wrong.map((one) => one.expected),
        got: wrong.map(({ got }) => got),
      });
    }
    expect(wrong, 'flags that are not as they should be').toEqual([]);
    rulesOut(`${expected.name} is HttpOnly, Secure, Path=${expected.path}, SameSite=${cookie.sameSite}`);
  },
);
