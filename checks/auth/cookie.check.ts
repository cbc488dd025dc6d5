import { parseCookies } from '#fixtures/http/set-cookie.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { sessionOf } from '#fixtures/session/session.ts';

const { auth } = target;

test(
  'the refresh cookie cannot be read by scripts nor sent where it does not belong',
  claim({ id: 'auth/cookie', severity: 'P1', classes: ['cookie'], needs: ['auth/login'], watched: auth?.cookie }),
  async ({ http }) => {
    const expected = required(auth?.cookie);
    const { cookies } = await sessionOf(http);
    const cookie = parseCookies(cookies).find(({ name }) => name === expected.name);
    expect(cookie, `a cookie named ${expected.name}`).toBeDefined();
    const wrong = [
      cookie?.httpOnly ? [] : 'not HttpOnly: scripts can read it',
      cookie?.secure ? [] : 'not Secure: sent over plain HTTP',
      cookie?.path === expected.path ? [] : `Path=${cookie?.path ?? '(none)'}, expected ${expected.path}`,
      expected.sameSite.some((one) => one === cookie?.sameSite)
        ? []
        : `SameSite=${cookie?.sameSite ?? '(none)'}, expected ${expected.sameSite.join(' or ')}`,
    ].flat();
    if (wrong.length > 0) fail('cookie', `${expected.name}: ${wrong.join('; ')}`, { evidence: wrong });
  },
);
