import { workingApi } from '#fixtures/claim/needs.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { signedInAt } from '#fixtures/session/as-user.ts';
import { type Session, sessionOf } from '#fixtures/session/session.ts';
import { plainHosts } from '#targets/definition/plain-http.ts';
import { wrongFlags } from './cookie-flags.ts';
import { authFailures } from './failures.ts';
import { judgeCookies } from './judge-cookies.ts';

const { auth } = target;
const isPlain = auth !== undefined && plainHosts(target).includes(auth.host);

test(
  'the refresh cookie cannot be read by scripts nor sent where it does not belong',
  claim({
    id: 'auth/cookie',
    severity: 'P1',
    classes: ['cookie'],
    needs: [...workingApi(auth?.host ?? ''), 'auth/login'],
    watched: auth?.cookie,
  }),
  async ({ http }) => {
    const session = await sessionOf(http);
    const { name, path } = required(auth?.cookie);
    const sameSites = expectFlags(session);
    expect(sameSites.length, 'cookies of that name').toBeGreaterThan(0);
    rulesOut(`${name} is HttpOnly,${isPlain ? '' : ' Secure,'} Path=${path}, SameSite=${sameSites[0]}`);
  },
);

/** Every cookie of the promised name, and every other that carries a token. */
function expectFlags(session: Session): (string | undefined)[] {
  const expected = required(auth?.cookie);
  const { name } = expected;
  const { set, dropped, carriers } = judgeCookies(session, name, signedInAt());
  if (dropped) fail(authFailures['cookie-dropped'], { cookie: name, problem: dropped });
  if (set.length === 0) fail(authFailures['cookie-missing'], { cookie: name, count: session.cookies.length });
  for (const cookie of set) failOfFlags(name, wrongFlags(cookie, expected, isPlain));
  for (const { key, ...flags } of carriers)
    failOfFlags(
      key,
      wrongFlags(flags, expected, isPlain).filter(({ flag }) => flag === 'HttpOnly' || flag === 'Secure'),
    );
  return set.map(({ sameSite }) => sameSite);
}

function failOfFlags(cookie: string, wrong: ReturnType<typeof wrongFlags>): void {
  if (wrong.length === 0) return;
  const flags = wrong.map(({ flag }) => flag);
  const unprotected = flags.includes('HttpOnly') || flags.includes('Secure');
  fail(authFailures[unprotected ? 'cookie-unprotected' : 'cookie-scope'], {
    cookie,
    flags,
    expected: wrong.map((one) => one.expected),
    got: wrong.map(({ got }) => got),
  });
}
