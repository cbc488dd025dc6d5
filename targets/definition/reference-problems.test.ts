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
