import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus, failOfStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownSession, refresh, type Session } from '#fixtures/session/session.ts';
import { isRefusal, refreshTokenIn } from '#fixtures/session/sign-in-answer.ts';
import { authFailures } from './failures.ts';
import { isRotated } from './rotated.ts';

const { auth } = target;
const watched = auth?.routes.refresh;
const needs = [...signedIn(), 'api/clock'];

test(
  'each refresh hands out a new cookie',
  claim({
    id: 'auth/rotation',
    severity: 'P2',
    classes: ['auth', 'http-error', 'timeout'],
    needs: [...needs, 'auth/refresh'],
    watched: watched && auth?.rotates,
    advisory: true,
  }),
  async ({ http }) => {
    const { cookie, detectsReuse, host } = required(auth);
    const session = await ownSession(http);
    const first = await refresh(http, session);
    if (first.status < 200 || first.status >= 300) failOfStatus(first.exchange, 200, { what: 'the first refresh' });
    const rotated = isReplaced(session, first);
    if (!rotated)
      fail(authFailures['rotation-missing'], { ...(cookie && { cookie: cookie.name }), count: first.cookies().length });
    expect(rotated, 'the refresh cookie is a new one').toBe(true);
    rulesOut('each refresh replaces its cookie', host);
    if (!detectsReuse) return;
    const again = await refresh(http, session);
    const taken = again.status >= 200 && again.status < 300;
    const what = 'the refresh with the old cookie';
    if (!isRefusal(again))
      expectStatus(again, [401, 403], { what, ...(taken && { as: authFailures['reuse-accepted'] }) });
    rulesOut(`an old refresh cookie: ${again.status}`, host);
  },
);

/** Where the refresh token comes in a body it is that which is replaced, and otherwise the cookie. */
function isReplaced({ refreshToken, refreshName, cookies }: Session, answer: HttpResponse): boolean {
  const { cookie, fields } = required(auth);
  if (!refreshToken) return isRotated(cookies, answer.cookies(), cookie?.name);
  const next = refreshTokenIn(answer, fields, refreshName);
  return next !== undefined && next !== refreshToken;
}
