import { workingApi } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus, partyOfHost } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, notRun, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { codeOfTheWay } from '#fixtures/outcome/common-failures.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { type Login, login } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';

const { auth, budgets } = target;

test(
  'good credentials log in',
  claim({
    id: 'auth/login',
    severity: 'P1',
    classes: ['auth', 'http-error', 'contract', 'timeout'],
    needs: workingApi(auth?.host ?? ''),
    watched: auth,
    budgetMs: budgets.login,
  }),
  async ({ http }) => {
    const result = await login(http);
    if (result.outcome === 'no-secret') notRun('misconfigured', `not set: ${result.missing.join(', ')}`);
    if (result.outcome === 'unanswered') failUnanswered(result);
    if (result.outcome === 'refused') failRefused(result);
    if (result.outcome === 'unclear') failUnclear(result);
    expect(result.session.accessToken, 'the access token').not.toBe('');
    withinBudget('login', result.ms, budgets.login);
    rulesOut('sign-in over HTTP', required(auth).host);
  },
);

type Came<Outcome extends Login['outcome']> = Extract<Login, { outcome: Outcome }>;
const what = 'the login with good credentials';

function failUnanswered({ class: failureClass, exchange }: Came<'unanswered'>): never {
  const { url, error = 'no answer' } = exchange;
  const facts = { subject: 'the login', host: new URL(url).host, url, detail: `the login: ${error}` };
  const party = partyOfHost(url, failureClass);
  return fail(codeOfTheWay(failureClass), facts, { class: failureClass, party, evidence: [exchangeLine(exchange)] });
}

const compared = {
  refused: 'the witness account is refused too',
  unclear: 'the witness account got no clear answer',
  'not-asked': 'no witness account to compare with',
} as const;

/** A refused account is a matter of our settings when the control account still gets in; otherwise nobody may. */
function failRefused({ exchange, controlAccount }: Came<'refused'>): never {
  if (controlAccount === 'accepted')
    return notRun('misconfigured', `the probe account is refused (${exchange.status}) while the witness gets in`);
  return failOfStatus(exchange, 200, {
    what: `${what} (${compared[controlAccount]})`,
    as: authFailures['login-refused'],
    facts: { controlAccount },
  });
}

function failUnclear({ exchange }: Came<'unclear'>): never {
  const { status = 0, url } = exchange;
  const { pathname: path } = new URL(url);
  const { fields } = required(auth);
  if (status === 200 && !isEdgeBlock(exchange))
    return fail(
      authFailures['login-without-token'],
      { path, status, field: fields.accessToken },
      { evidence: [exchangeLine(exchange), `body ${exchange.bodyShape}`] },
    );
  return failOfStatus(exchange, 200, { what, ...(status >= 500 && { as: authFailures['login-failed'] }) });
}
