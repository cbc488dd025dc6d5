import { decodeJwt } from 'jose/jwt/decode';
import { signedIn } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { refresh } from '#fixtures/session/refresh.ts';
import { bearer, ownSession, sessionOf } from '#fixtures/session/session.ts';

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
    expectStatus(answer, 200, { what: 'the refresh of a good cookie', ...(answer.status < 500 && { as: 'auth' }) });
    const token = valueAt(answer.json(), fields.accessToken);
    expect(typeof token, `the type of "${fields.accessToken}"`).toBe('string');
    expect(token, `"${fields.accessToken}"`).not.toBe('');
    const { exp = Number.POSITIVE_INFINITY } = decodeJwt(String(token));
    const leftSeconds = exp - Date.parse(answer.header('date') || new Date().toUTCString()) / 1_000;
    if (leftSeconds <= 0) fail('auth', `the refresh hands out a token that ended ${Math.round(-leftSeconds)} s ago`);
    const me = await http.get(urlOf(host, routes.me), { headers: bearer({ accessToken: String(token), cookies: [] }) });
    expectStatus(me, 200, { what: `${routes.me} with the refreshed token`, ...(me.status < 500 && { as: 'auth' }) });
  },
);
