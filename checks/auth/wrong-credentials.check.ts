import { workingApi } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, remark, rulesOut, tellable } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { letsIn } from '#fixtures/session/session.ts';
import type { SignInAnswer } from '#fixtures/session/sign-in-kind.ts';
import { wrongLogin } from '#fixtures/session/try-refusal.ts';
import { withoutQuery } from '#record/without-query.ts';
import { authFailures } from './failures.ts';
import { cookiesLeftBy, refusesByStatus, tooMuchIn } from './refusal.ts';

const { auth } = target;

test(
  'wrong credentials are refused and leak nothing',
  claim({
    id: 'auth/wrong-credentials',
    severity: 'P0',
    classes: ['auth', 'http-error', 'timeout'],
    // What a mail brings can only be imitated once one has come; a page that signs nobody in says nothing of whom it refuses.
    needs: [
      ...workingApi(auth?.host ?? ''),
      ...(auth?.kind === 'magic-link' || auth?.kind === 'form' ? ['auth/login'] : []),
    ],
    watched: auth,
  }),
  async ({ http }) => {
    const got = await wrongLogin(http);
    const { answer } = got;
    const { status } = answer;
    // A form that was fetched first may have set what the sign-in goes on under.
    const cookies = got.outcome === 'session' ? got.session.cookies : answer.cookies();
    const left = cookiesLeftBy(cookies, answer.url);
    if (await isLetIn(http, got, left.length > 0 ? cookies : [])) failOfAnswer(answer, 'wrong-credentials-accepted');
    if (!isRefused(got)) failNotRefused(answer, left);
    if (status === 429) remark('the login is rate limited: whether it compared the credentials was not seen');
    const error = errorOf(got);
    if (error)
      remark(
        `the login says that it failed (${tellable(error.said)}): whether it compared the credentials was not seen`,
      );
    const evidence = [exchangeLine(answer.exchange)];
    const problem = tooMuchIn(answer.text());
    if (problem) fail(authFailures['refusal-says-too-much'], { status, problem }, { evidence });
    const promised = left.filter(isOfRefresh);
    if (promised.length > 0)
      fail(authFailures['refusal-sets-cookies'], { status, count: promised.length, got: promised }, { evidence });
    expect(promised, 'session cookies set by a refused login').toEqual([]);
    if (got.outcome === 'refused' && got.isUnseen)
      degrade(
        'advisory',
        authFailures['refusal-not-shown'],
        { path: required(auth).routes.login, status },
        { evidence },
      );
    rulesOut(`wrong credentials: ${status}`, required(auth).host);
  },
);

/** With good credentials that is a failure of `auth/login`; nobody is let in by it. */
const errorOf = (got: SignInAnswer) => (got.outcome === 'unclear' ? got.error : undefined);

/** What refreshes a session is not seen by asking who is signed in; a session of nobody in particular is, and may stay. */
const isOfRefresh = (name: string) => auth?.routes.refresh !== undefined && name === auth.cookie?.name;

/** A token lets in by itself; whether cookies do is asked, because a refusal may leave those of nobody in particular. */
async function isLetIn(http: Http, got: SignInAnswer, cookies: string[]): Promise<boolean> {
  if (got.outcome === 'session' && got.session.accessToken !== '') return true;
  return cookies.length > 0 && letsIn(http, { accessToken: '', cookies });
}

/** Any refusal will do, that of a limit too. Cookies that let nobody in are none of a session. */
function isRefused(got: SignInAnswer): boolean {
  const { outcome, answer } = got;
  if (isEdgeBlock(answer.exchange) || (refusesByStatus(auth) && answer.status < 400)) return false;
  if (outcome === 'refused' || errorOf(got) || (answer.status >= 400 && answer.status < 500)) return true;
  return (auth?.kind === 'session' || auth?.kind === 'magic-link') && answer.status < 400;
}

type Accepted = 'wrong-credentials-accepted' | 'wrong-credentials-redirected' | 'wrong-credentials-not-refused';

/** What is not refused is not yet let in: that takes a token, or the cookie that stays signed in. */
function failNotRefused(answer: HttpResponse, left: readonly string[]): never {
  const { status } = answer;
  const promised = left.some((name) => name === auth?.cookie?.name);
  if (promised && status < 300) return failOfAnswer(answer, 'wrong-credentials-accepted');
  if (status >= 400) return failOfAnswer(answer);
  return failOfAnswer(answer, `wrong-credentials-${status >= 300 ? 'redirected' : 'not-refused'}`);
}

function failOfAnswer(answer: HttpResponse, code?: Accepted): never {
  const elsewhere = answer.redirectTarget();
  return failOfStatus(answer.exchange, [400, 401, 403, 422], {
    what: 'a login with wrong credentials',
    ...(code && { as: authFailures[code] }),
    facts: elsewhere ? { got: withoutQuery(elsewhere) } : {},
  });
}
