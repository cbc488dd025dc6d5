import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, auth, load, page, problemsOf, stripe, wheres } from './target-for-test.ts';

const meter = { api: 'http://meter.corp.internal:8080' };
const open = { api: 'http://meter.example.org' };

describe('plain http', () => {
  test('is refused, and the one problem names the setting by which it is meant', async () => {
    const [problem, ...others] = await problemsOf(load({ hosts: meter, auth }));
    assert.deepEqual(others, []);
    assert.deepEqual(problem, {
      where: 'hosts.api',
      found: '"http://meter.corp.internal:8080"',
      expected: 'an https:// address (plain http only on loopback, or where plainHttp says that it is meant)',
      remedy: "write https://meter.corp.internal:8080; or, where plain http is meant, plainHttp: ['api']",
    });
  });

  for (const plainHttp of [true, ['api']])
    test(`is taken where it is meant: ${JSON.stringify(plainHttp)}`, async () => {
      assert.equal((await load({ hosts: meter, auth, apis: { api }, plainHttp })).hosts['api'], meter.api);
    });

  test('is meant for no other host, for no other scheme, and never for Stripe', async () => {
    const two = { ...meter, app: 'http://app.corp.internal', files: 'ftp://files.corp.internal' };
    assert.deepEqual(await wheres(load({ hosts: two, plainHttp: ['api'] })), ['hosts.app', 'hosts.files']);
    const billing = { mode: 'audit', ...stripe, apiUrl: 'http://stripe.internal' };
    assert.deepEqual(await wheres(load({ hosts: meter, plainHttp: true, billing })), ['billing.apiUrl']);
  });

  test('names hosts that there are, as names or as true', async () => {
    assert.deepEqual(await wheres(load({ plainHttp: ['apo'] })), ['plainHttp[0]']);
    const [problem] = await problemsOf(load({ plainHttp: 'api' }));
    assert.deepEqual([problem?.where, problem?.expected], ['plainHttp', 'boolean, or array']);
  });

  test('needs no leave on loopback, and takes an origin alone as https does', async () => {
    await load({ hosts: { api: 'http://127.0.0.1:3000' } });
    assert.deepEqual(await wheres(load({ hosts: { api: 'http://meter.internal/v1' }, plainHttp: true })), [
      'hosts.api',
    ]);
  });

  test('contradicts a redirect to https', async () => {
    const edge = { httpsRedirects: { api: 'http://meter.corp.internal' } };
    assert.deepEqual(await wheres(load({ hosts: meter, plainHttp: true, edge })), ['edge.httpsRedirects.api']);
    await load({ edge: { httpsRedirects: { api: 'http://api.shop.example' } }, plainHttp: true });
  });
});

describe('what lets somebody in goes in plain text', () => {
  for (const origin of [
    'http://10.20.0.7:3000',
    'http://172.31.255.1',
    'http://192.168.1.4',
    'http://169.254.9.9',
    'http://[fd12:3456::1]:8080',
    'http://[fe80::1]',
    'http://printer.local',
    'http://nas.lan.',
    'http://meter:3000',
    'http://meter.default.svc',
    'http://meter.default.svc.cluster.local',
  ])
    test(`to ${origin}`, async () => {
      assert.equal((await load({ hosts: { api: origin }, plainHttp: true, auth })).hosts['api'], origin);
    });

  for (const origin of [
    'http://172.32.0.1',
    'http://11.0.0.1',
    'http://[2001:db8::1]',
    'http://internal.example.org',
    'http://meter.mylocal',
    'http://10.0.0.1.nip.io',
  ])
    test(`never to ${origin}`, async () => {
      assert.deepEqual(await wheres(load({ hosts: { api: origin }, plainHttp: true, auth })), ['hosts.api']);
    });

  const step = { host: 'api', path: '/v1' };
  const request = (more: object, ...further: object[]) => ({
    requests: { usage: { claim: 'usage is told', steps: [{ ...step, ...more }, ...further] } },
  });
  const safe = { app: 'https://app.example.org' };
  for (const [what, target] of [
    ['auth', { auth }],
    ['access.headers', { access: { headers: { 'x-bypass': 'BYPASS' }, hosts: ['api'] } }],
    ['billing.webhook', { hosts: { ...open, ...safe }, billing: { mode: 'audit', ...stripe } }],
    ['requests.usage', request({ headers: { 'x-key': { secret: 'METER_KEY' } } })],
    ['requests.usage', request({ headers: { Authorization: 'Basic bWU6bWU=' } })],
    ['requests.usage', request({ take: { token: 'access' } })],
    [
      'auth.page',
      {
        hosts: { ...safe, api: open.api },
        auth: { ...auth, host: 'app', page },
        frontend: { host: 'api', pages: [page] },
      },
    ],
  ] as const)
    test(`never from ${what} to strangers: ${JSON.stringify(target).slice(0, 60)}`, async () => {
      const [problem, ...others] = await problemsOf(load({ hosts: open, plainHttp: true, ...target }));
      assert.deepEqual([problem?.where, others], ['hosts.api', []]);
      assert.match(problem?.found ?? '', new RegExp(`^"http://meter\\.example\\.org", and what .*: ${what}$`));
    });

  test('and what lets nobody in goes anywhere', async () => {
    await load({
      hosts: open,
      plainHttp: true,
      apis: { api },
      frontend: { host: 'api', pages: [page] },
      ...request({}),
    });
  });
});
