import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { bearer, ownSession, refresh, sessionOf } from '#fixtures/session/session.ts';
import { authFailures } from './failures.ts';
import { readJwt } from './read-jwt.ts';

const { auth } = target;
const watched = auth?.routes.refresh;
const needs = [...signedIn(), 'api/clock'];

test(
  'a refresh gives a usable token',
  claim({ id: 'auth/refresh', severity: 'P1', classes: ['auth', 'http-error', 'contract', 'timeout'], needs, watched }),
  async ({ http }) => {
    const { host, routes, fields, rotates } = required(auth);
    const session = rotates ? await ownSession(http) : await sessionOf(http);
    const answer = await refresh(http, session);
    const refused = [400, 401, 403].includes(answer.status);
    expectStatus(answer, 200, {
      what: 'the refresh of a good cookie',
      ...(refused && { as: authFailures['refresh-refused'] }),
    });
    const token = valueAt(answer.json(), fields.accessToken);
    const path = new URL(answer.url).pathname;
    if (typeof token !== 'string' || token === '')
      return fail(authFailures['refresh-without-token'], { path, status: answer.status, field: fields.accessToken });
    const exp = readJwt(token)?.exp ?? Number.POSITIVE_INFINITY;
    const leftSeconds = exp - Date.parse(answer.header('date') || new Date().toUTCString()) / 1_000;
    if (leftSeconds <= 0) fail(authFailures['refresh-token-expired'], { path, seconds: Math.round(-leftSeconds) });
    const me = await http.get(urlOf(host, routes.me), { headers: bearer({ accessToken: token }) });
    const tokenRefused = me.status === 401 || me.status === 403;
    expectStatus(me, 200, {
      what: `${routes.me} with the refreshed token`,
      ...(tokenRefused && { as: authFailures['refreshed-token-refused'] }),
    });
    expect(me.status, 'what a refreshed token is answered').toBe(200);
    rulesOut(`${path} ${answer.status}, its token accepted`, host);
  },
);
