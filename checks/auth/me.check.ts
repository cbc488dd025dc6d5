import { workingApi } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownEmail } from '#fixtures/session/probe-account.ts';
import { bearer, sessionOf } from '#fixtures/session/session.ts';

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
    const refused = answers.filter(({ status }) => status === 401 || status === 403);
    note({
      kind: 'probe',
      name: 'fresh token accepted',
      ok: refused.length === 0,
      detail: `${reads - refused.length} of ${reads}`,
    });
    if (refused[0])
      fail('auth', `${refused.length} of ${reads} reads of ${routes.me} refuse a fresh token (${refused[0].status})`);
    for (const answer of answers) expectStatus(answer, 200);
    const email = valueAt(answers[0]?.json(), 'user.email') ?? valueAt(answers[0]?.json(), 'email');
    expect(email === ownEmail(), 'the user is the one who logged in').toBe(true);

    const stranger = await http.get(me);
    expectStatus(stranger, [401, 403], { what: `${routes.me} without a token`, as: 'auth' });
  },
);
