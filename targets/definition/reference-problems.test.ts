import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, auth, load, page, stripe, wheres } from './target-for-test.ts';

test('every host that is spoken of and is not there is a problem', async () => {
  const host = 'nowhere';
  const target = {
    apis: { api: { ...api, host } },
    frontend: { host, pages: [page] },
    auth: { ...auth, host },
    images: { profileFields: ['photos'], samples: { host, paths: ['/a.jpg'] }, private: { host, path: '/b.jpg' } },
    billing: { mode: 'audit', ...stripe, webhook: { ...stripe.webhook, host } },
    access: { headers: { 'x-bypass': 'BYPASS' }, hosts: [host] },
    edge: { httpsRedirects: { [host]: 'http://shop.example' } },
    markInBrowser: [host],
  };
  assert.deepEqual(await wheres(load(target)), [
    'access.hosts[0]',
    'apis.api.host',
    'auth.host',
    'billing.webhook.host',
    'edge.httpsRedirects.nowhere',
    'frontend.host',
    'images.private.host',
    'images.samples.host',
    'markInBrowser[0]',
  ]);
});

test('orders belong to users, and whoever pays says for what', async () => {
  const orders = { host: 'api', checkout: { path: '/buy', json: {} }, one: '/orders/{id}', all: '/orders' };
  const { routes: _, entitlement, ...account } = stripe;
  assert.deepEqual(await wheres(load({ orders, billing: { mode: 'audit', ...account } })), ['orders']);
  assert.deepEqual(await wheres(load({ auth, billing: { mode: 'api', ...account } })), ['billing.mode']);
  assert.deepEqual(await wheres(load({ auth, billing: { mode: 'api', ...account, entitlement } })), ['billing.routes']);
  assert.deepEqual(await wheres(load({ auth, orders: { ...orders, host: 'shop' } })), ['orders.host']);
  assert.deepEqual(await wheres(load({ auth, orders: { ...orders, one: '/orders' } })), ['orders.one']);
  await load({ auth, orders, billing: { mode: 'hosted', ...account } });
});

test('all problems come at once: of the schema, of the addresses, of the keys and of the overrides', async () => {
  const target = {
    region: 'europe',
    hosts: { api: 'http://api.shop.example' },
    billing: { mode: 'audit', ...stripe },
    frontent: {},
  };
  const loading = load(target, { 'name.first': 'x' }, { STRIPE_SECRET_KEY: 'sk_live_0123456789' });
  assert.deepEqual(await wheres(loading), ['--set name.first', 'STRIPE_SECRET_KEY', 'frontent', 'hosts.api', 'region']);
});

test('what opens a mailbox is sent over plain http to this machine only', async () => {
  const signIn = {
    kind: 'magic-link',
    host: 'api',
    probe: { email: 'PROBE_EMAIL' },
    routes: { login: '/in', me: '/me' },
  };
  const withBox = (url: string, headers: object) =>
    load({ auth: { ...signIn, mailbox: { url, headers, finds: '(https:.+)' } } });
  const headers = { 'api-token': { secret: 'MAIL_KEY' } };
  assert.deepEqual(await wheres(withBox('http://mail.internal/list', headers)), ['auth.mailbox.url']);
  const fine: [string, object][] = [
    ['http://mail.internal/list', {}],
    ['http://127.0.0.1:8025/list', headers],
    ['https://mail.example/list', headers],
  ];
  for (const [url, sent] of fine) await withBox(url, sent);
});
