import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layers } from '#record/vocabulary.ts';
import type { ConfigProblem } from './problem.ts';
import { api, auth, load, page, problemsOf, stripe } from './target-for-test.ts';

describe('each problem says where, what was found, what was expected and what to do', () => {
  const rows: [string, object, ConfigProblem][] = [
    [
      'an unknown setting',
      { frontent: {} },
      {
        where: 'frontent',
        found: 'a setting named "frontent"',
        expected: '… frontend, …',
        remedy: 'did you mean "frontend"?',
      },
    ],
    [
      'an unknown setting deep inside',
      { apis: { api: { ...api, helth: {} } } },
      {
        where: 'apis.api.helth',
        found: 'a setting named "helth"',
        expected: 'one of: host, health, …',
        remedy: 'did you mean "health"?',
      },
    ],
    [
      'an unknown setting of a part that comes in several kinds',
      { billing: { mode: 'audit', ...stripe, webhok: {} } },
      {
        where: 'billing.webhok',
        found: 'a setting named "webhok"',
        expected: '… webhook, …',
        remedy: 'did you mean "webhook"?',
      },
    ],
    [
      'an unknown word',
      { environment: 'life' },
      {
        where: 'environment',
        found: '"life"',
        expected: 'one of: demo, test, live',
        remedy: 'did you mean "live"?',
      },
    ],
    [
      'an unknown mode',
      { billing: { ...stripe, mode: 'hostd' } },
      {
        where: 'billing.mode',
        found: '"hostd"',
        expected: 'one of: off, audit, api, hosted',
        remedy: 'did you mean "hosted"?',
      },
    ],
    [
      'an unknown severity of a response',
      { response: { P4: { acknowledgeMinutes: 1, call: ['x'] } } },
      {
        where: 'response.P4',
        found: 'a setting named "P4"',
        expected: 'one of: P0, P1, P2, P3',
        remedy: 'did you mean "P0"?',
      },
    ],
    [
      'an unknown layer of an owner',
      { owners: { biling: 'payments' } },
      {
        where: 'owners.biling',
        found: 'a setting named "biling"',
        expected: '… billing, …',
        remedy: 'did you mean "billing"?',
      },
    ],
    [
      'a mute of a layer without checks',
      { mutes: [{ layer: 'jobs', owner: 'web', reason: 'waits for the CDN', until: '2026-12-01' }] },
      {
        where: 'mutes[0].layer',
        found: '"jobs"',
        expected: `one of: ${layers.join(', ')}`,
        remedy: '…',
      },
    ],
    [
      'an unknown way of signing in',
      { auth: { ...auth, kind: 'sesion' } },
      {
        where: 'auth.kind',
        found: '"sesion"',
        expected: 'one of: password, session, token, oauth, supabase, magic-link, form, none',
        remedy: 'did you mean "session"?',
      },
    ],
    [
      'an unknown setting of one of them',
      { auth: { kind: 'token', host: 'api', probe: { token: 'T' }, routes: { me: '/me' }, carriedIn: { heder: 'x' } } },
      {
        where: 'auth.carriedIn.heder',
        found: 'a setting named "heder"',
        expected: 'one of: header, scheme',
        remedy: 'did you mean "header"?',
      },
    ],
    [
      'an address that is none',
      { hosts: { api: 'api.shop.example' } },
      {
        where: 'hosts.api',
        found: '"api.shop.example"',
        expected: 'an address such as …',
        remedy: '…',
      },
    ],
    [
      'a host name that cannot be one',
      { hosts: { API: 'https://api.shop.example' } },
      {
        where: 'hosts.API',
        found: '…',
        expected: 'lower-case letters, digits and dashes, such as "api"',
        remedy: '…',
      },
    ],
    [
      'an unknown landmark',
      { frontend: { host: 'api', pages: [{ path: '/', landmark: { role: 'heding', name: 'x' } }] } },
      {
        where: 'frontend.pages[0].landmark.role',
        found: '"heding"',
        expected: '… heading, …',
        remedy: 'did you mean "heading"?',
      },
    ],
    [
      'plain http to somewhere else',
      { hosts: { api: 'http://api.shop.example' } },
      {
        where: 'hosts.api',
        found: '"http://api.shop.example"',
        expected: 'an https:// address (plain http only on loopback, or where plainHttp says that it is meant)',
        remedy: 'write https://api.shop.example; …',
      },
    ],
    [
      'an address with a path',
      { hosts: { api: 'https://api.shop.example/v1' } },
      {
        where: 'hosts.api',
        found: '"https://api.shop.example/v1"',
        expected: 'an origin: scheme, name and port, nothing after',
        remedy: 'write https://api.shop.example; …',
      },
    ],
    [
      'a host that is not there',
      { apis: { api: { ...api, host: 'apo' } } },
      {
        where: 'apis.api.host',
        found: '"apo"',
        expected: 'a name of hosts: api',
        remedy: 'did you mean "api"?',
      },
    ],
    [
      'an API that is not there',
      { apis: { api }, frontend: { host: 'api', pages: [page], shipsWithApi: 'apo' } },
      {
        where: 'frontend.shipsWithApi',
        found: '"apo"',
        expected: 'a name of apis: api',
        remedy: 'did you mean "api"?',
      },
    ],
    [
      'a purchase in live',
      { environment: 'live', auth, billing: { mode: 'hosted', ...stripe } },
      {
        where: 'billing.mode',
        found: '"hosted"',
        expected: '"audit" or "off": in live nothing buys',
        remedy: 'set billing.mode to "audit"',
      },
    ],
    [
      'a purchase by nobody',
      { billing: { mode: 'api', ...stripe } },
      {
        where: 'billing.mode',
        found: '"api"',
        expected: 'auth, because a purchase is made by a signed-in user',
        remedy: 'describe auth, or use "audit"',
      },
    ],
    [
      'a secret where its name belongs',
      { auth: { ...auth, probe: { email: 'PROBE_EMAIL', password: 'hunter22' } } },
      {
        where: 'auth.probe.password',
        found: '…',
        expected: 'the name of an environment variable, such as WATCHPOST_PROBE_PASSWORD',
        remedy: '…',
      },
    ],
    [
      'an exception without a reason',
      { frontend: { host: 'api', pages: [page], consoleNoise: [{ pattern: 'x', reason: 'y' }] } },
      {
        where: 'frontend.consoleNoise[0].pattern',
        found: '"x"',
        expected: '…',
        remedy: '…',
      },
    ],
  ];
  for (const [what, differing, expected] of rows) {
    test(what, async () => {
      const problem = (await problemsOf(load(differing)))[0] ?? assert.fail();
      for (const part of ['where', 'found', 'expected', 'remedy'] as const)
        assert.match(problem[part], patternOf(expected[part]), `${part} of ${JSON.stringify(problem)}`);
    });
  }

  test('and never in the words of the schema library', async () => {
    for (const [, differing] of rows)
      for (const { expected } of await problemsOf(load(differing))) assert.doesNotMatch(expected, /Invalid|received/);
  });

  test('and never shows a secret that stands where its name belongs', async () => {
    const [problem] = await problemsOf(load({ auth: { ...auth, probe: { email: 'E', password: 'hunter22-secret' } } }));
    assert.doesNotMatch(JSON.stringify(problem), /hunter22/);
  });
});

/** `…` stands for anything. */
const patternOf = (text: string) =>
  new RegExp(
    `^${text
      .split('…')
      .map((part) => part.replace(/[$()*+.?[\]\\^{|}]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
