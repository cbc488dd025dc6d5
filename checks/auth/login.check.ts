import { workingApi } from '#fixtures/claim/needs.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail, notRun, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { login } from '#fixtures/session/session.ts';

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
    if (result.outcome === 'failed') {
      fail(result.class, `the login: ${result.exchange.error}`, { evidence: [exchangeLine(result.exchange)] });
    }
    if (result.outcome === 'refused') refuse(result);
    expect(result.session.accessToken, 'the access token').not.toBe('');
    withinBudget('login', result.ms, budgets.login);
  },
);

/** A refused account is a matter of our settings when the witness still gets in; otherwise nobody does. */
function refuse({
  status,
  exchange,
  witnessIn,
}: Extract<Awaited<ReturnType<typeof login>>, { outcome: 'refused' }>): never {
  const what = 'the login with good credentials';
  if (status !== 401 && status !== 403) return failOfStatus(exchange, 200, { what });
  if (witnessIn) return notRun('misconfigured', `the probe account is refused (${status}) while the witness gets in`);
  const witness = witnessIn === false ? 'the witness account is refused too' : 'no witness account to compare with';
  return failOfStatus(exchange, 200, { what: `${what} (${witness})`, as: 'auth' });
}
