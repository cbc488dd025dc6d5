import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CleanAnswer } from '#prove/answer.ts';
import type { Mutant } from '#prove/mutants.ts';
import type { Asked, Upstream } from '#prove/upstream.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { loginOf } from './login-of.ts';
import { hostNamer, originsOf } from './origins.ts';
import { Stage } from './stage.ts';

const target = await loadTarget('loventia', { 'edge.httpsRedirects': { app: 'http://app.loventia.example' } });
const asked = (path: string, body = '', method = body ? 'POST' : 'GET'): Asked => ({
  method,
  url: new URL(path, target.hosts['api']),
  headers: {},
  body: Buffer.from(body),
});
const ok: CleanAnswer = { status: 200, headers: {}, body: Buffer.from('OK') };

/** A system that lets `right` in, and the addresses that it was asked for. */
function system() {
  const requests: string[] = [];
  const upstream: Upstream = {
    ask: async ({ url, body }) => {
      requests.push(url.pathname);
      return { ...ok, status: body.toString() === 'wrong' ? 401 : 200 };
    },
    close: async () => undefined,
  };
  return { upstream, requests };
}

test('a login that came out well is asked for once, and a refused one each time', async () => {
  const { upstream, requests } = system();
  const stage = new Stage(upstream, target);
  const login = target.auth?.routes.login ?? '';
  for (const body of ['right', 'right', 'wrong', 'wrong', 'other']) await stage.ask(asked(login, body));
  assert.equal(requests.length, 4);
  await stage.ask(asked('/health'));
  await stage.ask(asked('/health'));
  assert.equal(requests.length, 6);
});

test('a login is known by its query where others are sent to the same path', async () => {
  const { upstream, requests } = system();
  const { hosts, auth } = await loadTarget('marketplace');
  const { login = '', refresh = '' } = auth?.routes ?? {};
  const isLogin = loginOf({ auth });
  const sent = (path: string) => ({ method: 'POST', url: new URL(path, hosts['api']) });
  assert.deepEqual([login, refresh, '/auth/v1/token'].map(sent).map(isLogin), [true, false, false]);
  const stage = new Stage(upstream, await loadTarget('marketplace', { 'auth.rotates': false }));
  for (const path of [login, login, refresh, refresh]) await stage.ask({ ...asked(path, 'right'), ...sent(path) });
  assert.equal(requests.length, 3);
});

test('a system that uses up its refresh cookies is asked for every login', async () => {
  const { upstream, requests } = system();
  const stage = new Stage(upstream, await loadTarget('loventia', { 'auth.rotates': true }));
  for (const _ of ['once', 'and again']) await stage.ask(asked('/api/auth/login', 'right'));
  assert.equal(requests.length, 2);
});

test('answers are witnessed until the first mutants play, and which of those were served is known', () => {
  const stage = new Stage(system().upstream, target);
  const passing = { asked: asked('/health'), answer: ok };
  assert.equal(stage.change(passing), ok);
  assert.deepEqual(
    stage.witnessed.map(({ host, url }) => [host, url.pathname]),
    [['api', '/health']],
  );
  const mutant: Mutant = {
    answer: 'GET api /health 200',
    mutation: { name: 'status 500', apply: (answer) => ({ ...answer, status: 500 }) },
    readers: [],
    touches: [],
    hits: ({ url }) => url.pathname === '/health',
  };
  stage.play([mutant]);
  assert.equal(stage.change({ ...passing, asked: asked('/ready') }), ok);
  assert.equal(stage.played.size, 0);
  assert.equal(stage.change(passing).status, 500);
  assert.deepEqual([...stage.played], [mutant]);
  assert.equal(stage.witnessed.length, 1);
  stage.play([]);
  assert.deepEqual([stage.change(passing), stage.played.size], [ok, 0]);
});

test('everything that checks may ask goes through the proxy, under the name that the target gives it', () => {
  const origins = originsOf(target);
  for (const origin of ['https://api.loventia.example', 'http://app.loventia.example', 'https://api.stripe.com'])
    assert.ok(origins.includes(origin), origin);
  assert.equal(new Set(origins).size, origins.length);
  const named = origins.map((origin) => hostNamer(target)(new URL('/a', origin)));
  assert.deepEqual(named, [
    'app',
    'api',
    'images',
    'app over http',
    'api.stripe.com',
    'checkout.stripe.com',
    'status.stripe.com',
  ]);
});
