import { signedIn } from '#fixtures/claim/needs.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { ownSession, refresh } from '#fixtures/session/session.ts';
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
    expectStatus(first, 200, { what: 'the first refresh' });
    const rotated = isRotated(session.cookies, first.cookies(), cookie?.name);
    if (!rotated)
      fail(authFailures['rotation-missing'], { ...(cookie && { cookie: cookie.name }), count: first.cookies().length });
    expect(rotated, 'the refresh cookie is a new one').toBe(true);
    rulesOut('each refresh replaces its cookie', host);
    if (!detectsReuse) return;
    const again = await refresh(http, session);
    const taken = again.status >= 200 && again.status < 300;
    const what = 'the refresh with the old cookie';
    expectStatus(again, [401, 403], { what, ...(taken && { as: authFailures['reuse-accepted'] }) });
    rulesOut(`an old refresh cookie: ${again.status}`, host);
  },
);
