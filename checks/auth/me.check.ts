import { workingApi } from '#fixtures/claim/needs.ts';
import { errorInBody } from '#fixtures/http/error-in-body.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { degrade, fail, note, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { failOfBody } from '#fixtures/outcome/fail-of-body.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { readJwt } from '#fixtures/session/read-jwt.ts';
import { askMe, sessionOf, whoIsIn } from '#fixtures/session/session.ts';
import { othersToldIn, tellsPassword } from '#fixtures/session/told-too-much.ts';
import { compareNames, isSame } from '#fixtures/session/whose.ts';
import { authFailures } from './failures.ts';
import { judgeStranger } from './judge-stranger.ts';
import { refusesByStatus } from './refusal.ts';
import { turnedAwayOf } from './turned-away.ts';

/** Enough to meet a task that judges tokens differently, where every second one does. */
const reads = 6;
const { auth } = target;

test(
  'the signed-in user is known, and nobody else',
  claim({
    id: 'auth/me',
    severity: 'P1',
    classes: ['auth', 'http-error', 'contract', 'timeout'],
    needs: [...workingApi(auth?.host ?? ''), 'api/clock', 'auth/login'],
    watched: auth,
  }),
  async ({ http }) => {
    const { host, routes } = required(auth);
    const session = await sessionOf(http);
    const what = session.accessToken ? 'token' : 'session';
    const answers = await Promise.all(Array.from({ length: reads }, () => askMe(http, session)));
    const refused = await turnedAwayOf(answers, () => askMe(http));
    expectAccepted(answers, refused, { path: routes.me, what });
    expectOwnUser(answers, routes.me, readJwt(session.accessToken)?.sub);
    expectNoMore(answers, routes.me);
    rulesOut(`fresh ${what} accepted by ${reads} of ${reads} requests`, host);
    const stranger = await expectStrangerRefused(http, routes.me);
    expect(stranger.status, 'what a stranger is answered').toBeGreaterThan(0);
    rulesOut(`${routes.me} without a token: ${stranger.status}`, host);
  },
);

const isServed = ({ status }: HttpResponse) => status >= 200 && status < 300;

function expectAccepted(
  answers: readonly HttpResponse[],
  refused: readonly HttpResponse[],
  { path, what }: { path: string; what: 'token' | 'session' },
): void {
  const detail = `${answers.length - refused.length} of ${answers.length}`;
  note({ kind: 'probe', name: `fresh ${what} accepted`, ok: refused.length === 0, detail });
  const [first] = refused;
  if (first) {
    const all = refused.length === answers.length;
    const facts = { path, count: refused.length, total: answers.length, status: first.status };
    fail(authFailures[all ? (`${what}-refused` as const) : (`${what}-refused-by-some` as const)], facts);
  }
  for (const answer of answers.filter(isServed)) {
    const error = errorInBody(answer.json());
    if (error && !whoIsIn(answer)) failOfBody(answer.exchange, error, `GET ${path}`);
  }
  const bad = answers.filter((answer) => !isServed(answer));
  for (const answer of bad) expectStatus(answer, 200, { facts: { count: bad.length, total: answers.length } });
}

/** Each answer, and not only one: a cache or a mixed-up session may hand out somebody else now and then. */
function expectOwnUser(answers: readonly HttpResponse[], path: string, subject: string | undefined): void {
  const total = answers.length;
  const compared = compareNames(answers.map(whoIsIn), subject);
  if (compared.others > 0) fail(authFailures['user-is-another'], { path, count: compared.others, total });
  const field = auth?.identity ?? compared.field ?? 'email, username or id';
  // A key that belongs to no account, and no field that is promised: nothing says whose an answer should be.
  const isPromised = auth?.identity !== undefined || ownEmail() !== '' || compared.field !== undefined;
  if (compared.nameless > 0 && isPromised)
    fail(authFailures['user-unnamed'], { path, count: compared.nameless, total, field });
  if (!compared.byAccount) remark(`${path} names no account: its answers were compared with each other by ${field}`);
}

/** Nothing of other people, no password, and nothing that a shared cache would hand on to the next who asks. */
function expectNoMore(answers: readonly HttpResponse[], path: string): void {
  const isOwn = (email: string) => isSame(email, ownEmail());
  const others = Math.max(...answers.map((answer) => othersToldIn(answer.text(), isOwn)));
  if (others > 0) fail(authFailures['others-told'], { path, count: others });
  if (answers.some((answer) => tellsPassword(answer.text()))) fail(authFailures['password-told'], { path });
  const got = answers.map((answer) => answer.header('cache-control')).find((policy) => /\bpublic\b/i.test(policy));
  if (got) degrade('advisory', authFailures['user-cacheable'], { path, got });
}

/** A stranger is refused, led to where people sign in, or told that nobody is signed in. */
async function expectStrangerRefused(http: Http, path: string): Promise<HttpResponse> {
  const stranger = await askMe(http);
  const is = judgeStranger(stranger, whoIsIn(stranger), refusesByStatus(auth));
  if (is === 'refused') return stranger;
  const as = is === 'unclear' ? undefined : authFailures[is === 'let-in' ? 'stranger-let-in' : 'stranger-not-refused'];
  expectStatus(stranger, [401, 403], { what: `${path} without a token`, as });
  return stranger;
}
