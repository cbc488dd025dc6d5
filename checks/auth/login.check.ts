import { pageToSignIn, workingApi } from '#fixtures/claim/needs.ts';
import { isInItsPlace } from '#fixtures/http/classify-response.ts';
import { exchangeLine, linesOfAnswer } from '#fixtures/http/evidence.ts';
import { failOfStatus, partyOfHost } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, notRun, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { codeOfTheWay } from '#fixtures/outcome/common-failures.ts';
import { failOfBody } from '#fixtures/outcome/fail-of-body.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { failOfHindrance } from '#fixtures/session/hindrance.ts';
import { type Login, login } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';

const { auth, budgets } = target;
/** The host that signs people in. */
const at = auth?.signInHost ?? auth?.host ?? '';

test(
  'good credentials log in',
  claim({
    id: 'auth/login',
    severity: 'P1',
    classes: ['auth', 'http-error', 'contract', 'timeout'],
    needs: [...workingApi(at), ...pageToSignIn()],
    watched: auth,
    budgetMs: budgets.login,
  }),
  async ({ http }) => {
    const result = await login(http);
    if (result.outcome === 'no-secret') notRun('misconfigured', `not set: ${result.missing.join(', ')}`);
    if (result.outcome === 'hindered') failOfHindrance(result.hindered);
    if (result.outcome === 'unanswered') failUnanswered(result);
    if (result.outcome === 'refused') failRefused(result);
    if (result.outcome === 'unclear') failUnclear(result);
    const { accessToken, cookies } = result.session;
    expect(accessToken || cookies.length, 'the access token, or a cookie').toBeTruthy();
    expectOwnAnswer(result);
    withinBudget('login', result.ms, budgets.login);
    if (result.mailed && auth?.kind === 'magic-link') withinBudget('the mail', result.mailed.ms, auth.mailbox.budgetMs);
    rulesOut(auth?.kind === 'form' ? 'sign-in through the page' : 'sign-in over HTTP', at);
  },
);

type Came<Outcome extends Login['outcome']> = Extract<Login, { outcome: Outcome }>;
const what = 'the login with good credentials';

function failUnanswered({ class: failureClass, exchange, way }: Came<'unanswered'>): never {
  const { url, error = 'no answer' } = exchange;
  const facts = { subject: 'the login', host: new URL(url).host, url, detail: `the login: ${error}`, ...way };
  const party = partyOfHost(url, failureClass);
  return fail(codeOfTheWay(failureClass), facts, { class: failureClass, party, evidence: [exchangeLine(exchange)] });
}

const compared = {
  refused: 'the witness account is refused too',
  unclear: 'the witness account got no clear answer',
} as const;

/**
 * A refused account is a matter of our settings: the control account still gets in, or there is none that says otherwise.
 * Where others are refused too, nobody may sign in.
 */
function failRefused({ exchange, controlAccount, isUnconfirmed }: Came<'refused'>): never {
  if (isUnconfirmed)
    return failOfStatus(exchange, 200, { what, as: authFailures['login-unconfirmed'], facts: { controlAccount } });
  const refused = `the probe account (${variablesOfProbe()}) is refused (${exchange.status})`;
  if (controlAccount === 'accepted')
    return notRun('misconfigured', `${refused} while the witness gets in`, 'probe-account');
  if (controlAccount === 'not-asked')
    return notRun(
      'misconfigured',
      `${refused}; a second account (auth.witness) would say whether others are too`,
      'probe-account',
    );
  return failOfStatus(exchange, 200, {
    what: withWay(`${what} (${compared[controlAccount]})`, exchange),
    as: authFailures['login-refused'],
    facts: { controlAccount },
  });
}

/** What whoever sets the secrets knows the account by. */
function variablesOfProbe(): string {
  const { pool, probe } = required(auth);
  return pool.length > 0 ? 'one of auth.pool' : [probe.email, probe.password].filter(Boolean).join(', ');
}

function failUnclear({ exchange, error }: Came<'unclear'>): never {
  if (error) return failOfBody(exchange, error, what);
  const { status = 0, url } = exchange;
  const { pathname: path } = new URL(url);
  const field = required(auth).fields.accessToken ?? 'accessToken';
  if (status >= 200 && status < 300 && !isInItsPlace(exchange))
    return fail(authFailures['login-without-token'], { path, status, field }, { evidence: linesOfAnswer(exchange) });
  const as = status >= 500 && { as: authFailures['login-failed'] };
  return failOfStatus(exchange, 200, { what: withWay(what, exchange), ...as });
}

/** A form leads on, and says by where to what came of it. */
const withWay = (what: string, { headers: { location } }: Came<'refused'>['exchange']) =>
  location ? `${what}, which leads to ${location},` : what;

/** Beside the session the answer may say who signed in: that is the account, and never its password. */
function expectOwnAnswer({ exchange, said }: Came<'in'>): void {
  const { pathname: path } = new URL(exchange.url);
  const evidence = linesOfAnswer(exchange);
  if (said.whose === 'another') fail(authFailures['user-is-another'], { path, count: 1, total: 1 }, { evidence });
  if (said.tellsPassword) fail(authFailures['password-told'], { path }, { evidence });
}
