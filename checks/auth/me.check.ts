import { workingApi } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';

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
    const me = urlOf(host, routes.me);
    const answers = await Promise.all(Array.from({ length: reads }, () => http.get(me, { headers: bearer(session) })));
    expectAccepted(answers, routes.me);
    expectOwnUser(answers, routes.me);
    rulesOut(`fresh token accepted by ${reads} of ${reads} requests`, host);
    const stranger = await expectStrangerRefused(http, me);
    expect([401, 403], 'what a stranger is answered').toContain(stranger.status);
    rulesOut(`${routes.me} without a token: ${stranger.status}`, host);
  },
);

function expectAccepted(answers: readonly HttpResponse[], path: string): void {
  const refused = answers.filter(({ status }) => status === 401 || status === 403);
  const detail = `${answers.length - refused.length} of ${answers.length}`;
  note({ kind: 'probe', name: 'fresh token accepted', ok: refused.length === 0, detail });
  const [first] = refused;
  if (first) {
    const all = refused.length === answers.length;
    const facts = { path, count: refused.length, total: answers.length, status: first.status };
    fail(authFailures[all ? 'token-refused' : 'token-refused-by-some'], facts);
  }
  const bad = answers.filter(({ status }) => status !== 200);
  for (const answer of answers) expectStatus(answer, 200, { facts: { count: bad.length, total: answers.length } });
}

/** Each answer, and not only one: a cache or a mixed-up session may hand out somebody else now and then. */
function expectOwnUser(answers: readonly HttpResponse[], path: string): void {
  const emails = answers.map(emailIn);
  const total = answers.length;
  const nameless = emails.filter((email) => email === undefined).length;
  const others = emails.filter((email) => email !== undefined && !isOwn(email)).length;
  if (others > 0) fail(authFailures['user-is-another'], { path, count: others, total });
  if (nameless > 0) fail(authFailures['user-without-email'], { path, count: nameless, total });
}

async function expectStrangerRefused(http: Http, me: string): Promise<HttpResponse> {
  const stranger = await http.get(me);
  const what = `${new URL(me).pathname} without a token`;
  const served = stranger.status >= 200 && stranger.status < 300;
  const code = emailIn(stranger) === undefined ? 'stranger-not-refused' : 'stranger-let-in';
  expectStatus(stranger, [401, 403], { what, ...(served && { as: authFailures[code] }) });
  return stranger;
}

/** Addresses are the same however they are written; an app may keep them in lower case. */
const isOwn = (email: string) => email.toLowerCase() === ownEmail().toLowerCase();

function emailIn(answer: HttpResponse): string | undefined {
  const email = valueAt(answer.json(), 'user.email') ?? valueAt(answer.json(), 'email');
  return typeof email === 'string' && email !== '' ? email : undefined;
}
