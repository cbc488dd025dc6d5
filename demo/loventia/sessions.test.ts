import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visitor } from './testing/visitor.ts';
import { withDemo } from './testing/with-demo.ts';

const refresh = (visitor: Visitor, cookie: string) => visitor.post('/api/auth/refresh', undefined, { cookie });

const newCookie = (response: Awaited<ReturnType<typeof refresh>>) => response.headers.getSetCookie()[0]?.split(';')[0];

test('without rotation a refresh cookie stays and goes on working', async () => {
  await withDemo({}, async (visitor, demo) => {
    assert.deepEqual(demo.promises, { rotates: false, detectsReuse: false });
    const { cookie } = await visitor.login();
    const first = await refresh(visitor, cookie);
    assert.equal(newCookie(first), undefined);
    assert.equal((await refresh(visitor, cookie)).status, 200);
  });
});

test('with rotation a refresh replaces the cookie and ends the one before', async () => {
  await withDemo({ rotates: true }, async (visitor) => {
    const { cookie } = await visitor.login();
    const next = newCookie(await refresh(visitor, cookie));
    assert.ok(next && next !== cookie);
    assert.equal((await refresh(visitor, cookie)).status, 401);
    assert.equal((await refresh(visitor, next)).status, 200);
  });
});

test('with reuse detection a replaced cookie ends its whole session, and no other', async () => {
  await withDemo({ rotates: true, detectsReuse: true }, async (visitor) => {
    const { cookie } = await visitor.login();
    const other = await visitor.login();
    const next = newCookie(await refresh(visitor, cookie)) ?? '';
    assert.equal((await refresh(visitor, cookie)).status, 401);
    assert.equal((await refresh(visitor, next)).status, 401);
    assert.equal((await refresh(visitor, other.cookie)).status, 200);
  });
});

test('with rotation a logout ends the session at the server', async () => {
  await withDemo({ rotates: true }, async (visitor) => {
    const { cookie } = await visitor.login();
    await visitor.post('/api/auth/logout', undefined, { cookie });
    assert.equal((await refresh(visitor, cookie)).status, 401);
  });
});

test('rate limits show in headers, and login, refresh and billing have tighter ones', async () => {
  await withDemo({}, async (visitor) => {
    const limitOf = async (path: string, method: string) => {
      const { headers } = await visitor.api(path, { method });
      assert.ok(Number(headers.get('x-ratelimit-remaining')) >= 0);
      assert.ok(Number(headers.get('x-ratelimit-reset')) * 1000 > Date.now() - 1000);
      return `${headers.get('x-ratelimit-scope')} ${headers.get('x-ratelimit-limit')}`;
    };
    assert.equal(await limitOf('/api/discover', 'GET'), 'api 300');
    assert.equal(await limitOf('/api/auth/login', 'POST'), 'login 20');
    assert.equal(await limitOf('/api/auth/refresh', 'POST'), 'refresh 120');
    assert.equal(await limitOf('/api/billing/sync', 'POST'), 'billing 60');
  });
});

test('past the limit a route answers 429 and says when to come back, for this client alone', async () => {
  await withDemo({ rateLimits: { login: 2 } }, async (visitor) => {
    const login = (headers = {}) => visitor.post('/api/auth/login', {}, headers);
    assert.deepEqual([(await login()).status, (await login()).status], [400, 400]);
    const limited = await login();
    assert.equal(limited.status, 429);
    assert.ok(Number(limited.headers.get('retry-after')) > 0);
    assert.equal(limited.headers.get('x-ratelimit-remaining'), '0');
    assert.equal((await login({ 'x-forwarded-for': '203.0.113.7' })).status, 400);
    assert.equal((await visitor.api('/api/discover')).status, 200);
  });
});
