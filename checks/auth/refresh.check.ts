import { signedIn } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { failOfStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { setByAnswer, signedInAt } from '#fixtures/session/as-user.ts';
import { readJwt } from '#fixtures/session/read-jwt.ts';
import {
  askMe,
  ownSession,
  refresh,
  replaceSession,
  type Session,
  saidOfUser,
  sessionAfter,
  sessionOf,
  whoIsIn,
} from '#fixtures/session/session.ts';
import { isRefusal } from '#fixtures/session/sign-in-answer.ts';
import { authFailures } from './failures.ts';
import { lostByRefresh, lostBySignIn } from './lost-by-refresh.ts';
import { isRotated } from './rotated.ts';

const { auth } = target;
const watched = auth?.routes.refresh;
const needs = [...signedIn(), 'api/clock', ...(auth?.cookie ? ['auth/cookie'] : [])];

const isSuccess = ({ status }: HttpResponse) => status >= 200 && status < 300;

test(
  'a refresh gives a usable token',
  claim({
    id: 'auth/refresh',
    severity: 'P1',
    classes: ['auth', 'cookie', 'http-error', 'contract', 'timeout'],
    needs,
    watched,
  }),
  async ({ http }) => {
    const { host, rotates } = required(auth);
    const session = rotates ? await ownSession(http) : await sessionOf(http);
    expectSomethingToRefreshWith(session);
    const answer = await refresh(http, session);
    const path = new URL(answer.url).pathname;
    const going = { before: session.cookies, from: signedInAt(), to: answer.url, name: auth?.cookie?.name };
    const dropped = isRefusal(answer) && !session.refreshToken ? lostBySignIn(going) : undefined;
    if (dropped) fail(authFailures['cookie-dropped'], { ...dropped });
    if (!isSuccess(answer) || isEdgeBlock(answer.exchange))
      failOfStatus(answer.exchange, 200, {
        what: 'the refresh of a good cookie',
        ...(isRefusal(answer) && { as: authFailures['refresh-refused'] }),
      });
    const refreshed = refreshedSession(session, answer, path);
    expectOwn(session, refreshed, answer, path);
    const isReplaced = isRotated(session.cookies, answer.cookies()) || refreshed.refreshToken !== session.refreshToken;
    if (isReplaced && !rotates) await replaceSession(http, refreshed);
    const me = await expectAccepted(http, refreshed);
    const lost = session.refreshToken ? undefined : lostByRefresh(going, setByAnswer(answer));
    if (lost) fail(authFailures['refresh-cookie-lost'], { ...lost });
    expect(isSuccess(me), 'a refreshed token is answered').toBe(true);
    rulesOut(`${path} ${answer.status}, its token accepted`, host);
  },
);

/** Where the sign-in brings nothing under the name that the target gives, a refusal would speak of what was never there. */
function expectSomethingToRefreshWith({ refreshToken, cookies }: Session): void {
  const { fields, routes } = required(auth);
  const field = fields.refreshToken;
  if (field && !refreshToken && cookies.length === 0)
    fail(authFailures['login-without-refresh-token'], { path: routes.login, field });
}

/** The session as the refresh leaves it: with a new token, or where cookies carry it with those that were set anew. */
function refreshedSession(before: Session, answer: HttpResponse, path: string): Session {
  const { fields } = required(auth);
  const after = sessionAfter(before, answer);
  if (!after.accessToken && before.accessToken)
    return fail(authFailures['refresh-without-token'], {
      ...{ path, status: answer.status, field: fields.accessToken ?? 'accessToken' },
    });
  const exp = readJwt(after.accessToken)?.exp ?? Number.POSITIVE_INFINITY;
  const leftSeconds = exp - Date.parse(answer.header('date') || new Date().toUTCString()) / 1_000;
  if (leftSeconds <= 0) fail(authFailures['refresh-token-expired'], { path, seconds: Math.round(-leftSeconds) });
  if (!after.accessToken && answer.cookies().length === 0)
    remark(`${path} brings neither a token nor a cookie: only that the session still holds was seen`);
  return after;
}

/** A refresh is about the user whose session it was: by what its answer says, and by the subject of its token. */
function expectOwn(before: Session, after: Session, answer: HttpResponse, path: string): void {
  const [was, is] = [before, after].map(({ accessToken }) => readJwt(accessToken)?.sub);
  const changed = was !== undefined && is !== undefined && was !== is;
  if (changed || saidOfUser(answer).whose === 'another')
    fail(authFailures['user-is-another'], { path, count: 1, total: 1 });
}

async function expectAccepted(http: Http, session: Session): Promise<HttpResponse> {
  const { me: path } = required(auth).routes;
  const me = await askMe(http, session);
  if (!isSuccess(me) || isEdgeBlock(me.exchange))
    failOfStatus(me.exchange, 200, {
      what: `${path} with the refreshed token`,
      ...(isRefusal(me) && { as: authFailures['refreshed-token-refused'] }),
    });
  if (whoIsIn(me)?.whose === 'another') fail(authFailures['user-is-another'], { path, count: 1, total: 1 });
  return me;
}
