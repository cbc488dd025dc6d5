import { workingApi } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { wrongLogin } from '#fixtures/session/session.ts';
import type { SignInAnswer } from '#fixtures/session/sign-in-kind.ts';
import { authFailures } from './failures.ts';
import { cookiesLeftBy, tooMuchIn } from './refusal.ts';

const { auth } = target;

test(
  'wrong credentials are refused and leak nothing',
  claim({
    id: 'auth/wrong-credentials',
    severity: 'P0',
    classes: ['auth', 'http-error', 'timeout'],
    needs: workingApi(auth?.host ?? ''),
    watched: auth,
  }),
  async ({ http }) => {
    const got = await wrongLogin(http);
    const { answer } = got;
    if (!isRefusal(answer)) failNotRefused(got);
    const evidence = [exchangeLine(answer.exchange)];
    const { status } = answer;
    const problem = tooMuchIn(answer.text());
    if (problem) fail(authFailures['refusal-says-too-much'], { status, problem }, { evidence });
    const cookies = cookiesLeftBy(answer.cookies(), new Date());
    if (cookies.length > 0)
      fail(authFailures['refusal-sets-cookies'], { status, count: cookies.length, got: cookies }, { evidence });
    expect(cookies, 'cookies set by a refused login').toEqual([]);
    rulesOut(`wrong credentials: ${status}`, required(auth).host);
  },
);

const isRefusal = ({ status, exchange }: HttpResponse) =>
  status >= 400 && status < 500 && status !== 429 && !isEdgeBlock(exchange);

/** What is not refused is not yet let in: that takes a token, or the cookie that stays signed in. */
function failNotRefused({ outcome, answer }: SignInAnswer): never {
  const { status, exchange } = answer;
  const elsewhere = answer.redirectTarget();
  return failOfStatus(exchange, [400, 401, 403, 422], {
    what: 'a login with wrong credentials',
    ...codeOf(outcome === 'session' || (status < 300 && setsSession(answer)), status),
    facts: elsewhere ? { got: elsewhere.replace(/[?#].*$/, '') } : {},
  });
}

function codeOf(letIn: boolean, status: number) {
  if (letIn) return { as: authFailures['wrong-credentials-accepted'] };
  if (status >= 400) return {};
  return { as: authFailures[`wrong-credentials-${status >= 300 ? 'redirected' : 'not-refused'}`] };
}

const setsSession = (answer: HttpResponse) =>
  cookiesLeftBy(answer.cookies(), new Date()).some((name) => name === auth?.cookie?.name);
