import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeJwt } from 'jose';
import { bootLoventia, type Loventia } from './boot.ts';
import { bearer, createVisitor, type Visitor } from './testing/visitor.ts';

let demo: Loventia;
let visitor: Visitor;

before(async () => {
  // More logins than the limit allows in a minute.
  demo = await bootLoventia({ rateLimits: { login: 100 } });
  visitor = createVisitor(demo);
});

after(async () => {
  await visitor.close();
  await demo.close();
});

test('liveness answers OK as text, to HEAD as well', async () => {
  const response = await visitor.api('/health');
  assert.equal(response.status, 200);
  assert.equal(await response.text(), 'OK');
  assert.equal((await visitor.api('/health', { method: 'HEAD' })).status, 200);
});

test('readiness names its database', async () => {
  const response = await visitor.api('/ready');
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: 'ok', checks: { db: 'ok' } });
});

test('metrics are Prometheus text and count requests by status', async () => {
  await visitor.api('/nowhere');
  const response = await visitor.api('/metrics');
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.match(await response.text(), /^http_requests_total\{status="404"\} \d+$/m);
});

test('the API names its release and its clock', async () => {
  const asked = Date.now();
  const health = (await (await visitor.api('/api/healthz')).json()) as Record<string, string>;
  assert.deepEqual(Object.keys(health), ['ok', 'service', 'startedAt', 'now', 'version']);
  assert.equal(health['version'], demo.deployment.current().apiSha);
  const now = Date.parse(health['now'] ?? '');
  assert.ok(now >= asked && now <= Date.now(), health['now']);
});

test('a deploy changes the release of API and site, a rollback brings it back', async () => {
  const first = demo.deployment.current();
  demo.deployment.deploy('next');
  const { version } = (await (await visitor.api('/api/healthz')).json()) as { version: string };
  const index = await (await visitor.fetch(demo.urls.app)).text();
  const entry = demo.deployment.current().assets.filter((asset) => !first.assets.includes(asset));
  demo.deployment.deploy('current');
  assert.notEqual(version, first.apiSha);
  assert.ok(entry.some((asset) => index.includes(asset)));
  assert.equal(demo.deployment.current(), first);
});

test('a login answers with the user, both tokens and a refresh cookie', async () => {
  const response = await visitor.post('/api/auth/login', demo.credentials.probes[0]);
  const body = (await response.json()) as Record<string, unknown>;
  assert.equal(response.status, 200);
  assert.deepEqual(Object.keys(body), ['message', 'user', 'accessToken', 'refreshToken']);
  assert.deepEqual(response.headers.getSetCookie(), [
    `refreshToken=${body['refreshToken']}; Max-Age=2592000; Path=/api/auth; HttpOnly; Secure; SameSite=Strict`,
  ]);
});

test('an access token carries its claims and lives two hours', async () => {
  const { accessToken, user } = await visitor.login();
  const { sub, id, email, role, iat = 0, exp = 0, ...others } = decodeJwt(accessToken);
  assert.deepEqual({ sub, id, email, role }, { sub: user.id, id: user.id, email: user.email, role: 'user' });
  assert.equal(exp - iat, 7_200);
  assert.deepEqual(others, {});
});

test('a login without a field is a 400', async () => {
  for (const body of [{}, { email: 'a@b.test' }, { password: 'x' }, { email: 'a@b.test', password: '' }]) {
    assert.equal((await visitor.post('/api/auth/login', body)).status, 400);
  }
});

test('an unknown user and a wrong password get the same 401', async () => {
  const [probe] = demo.credentials.probes;
  const wrong = await visitor.post('/api/auth/login', { ...probe, password: 'wrong' });
  const nobody = await visitor.post('/api/auth/login', { ...probe, email: 'nobody@loventia.test' });
  assert.deepEqual([wrong.status, nobody.status], [401, 401]);
  assert.deepEqual(await wrong.json(), await nobody.json());
});

test('every account of the pool can sign in, and so can the witness', async () => {
  const everybody = [...demo.credentials.probes, demo.credentials.witness];
  assert.equal(everybody.length, 11);
  const emails = await Promise.all(everybody.map(async (who) => (await visitor.login(who)).user.email));
  assert.deepEqual(
    emails,
    everybody.map(({ email }) => email),
  );
});

test('the addresses for the signed-in user agree, and refuse strangers', async () => {
  const { accessToken, user } = await visitor.login();
  for (const path of ['/api/auth/me', '/api/me', '/api/users/me', '/api/users/profile']) {
    const refused = await visitor.api(path);
    assert.equal(refused.status, 401);
    assert.deepEqual(await refused.json(), { error: 'Missing Authorization token' });
    const response = await visitor.api(path, { headers: bearer(accessToken) });
    const { photos, ...rest } = (await response.json()) as typeof user;
    assert.equal(photos.length, user.photos.length);
    assert.partialDeepStrictEqual(rest, {
      id: user.id,
      isPremium: false,
      premium: false,
      entitlements: { tier: 'free' },
      profilePicture: user.profilePicture,
      stripeCustomerId: null,
    });
  }
});

test('a forged token is refused', async () => {
  const { accessToken } = await visitor.login();
  const [header, payload] = accessToken.split('.');
  const response = await visitor.api('/api/me', { headers: bearer(`${header}.${payload}.AAAA`) });
  assert.equal(response.status, 401);
});

test('refresh takes the cookie, the body or a bearer token', async () => {
  const { cookie, user } = await visitor.login();
  const refreshToken = cookie.split('=')[1] ?? '';
  const answers = await Promise.all([
    visitor.post('/api/auth/refresh', undefined, { cookie }),
    visitor.post('/api/auth/refresh', { refreshToken }),
    visitor.post('/api/auth/refresh', undefined, bearer(refreshToken)),
  ]);
  for (const answer of answers) {
    assert.equal(answer.status, 200);
    const { accessToken, user: same } = (await answer.json()) as { accessToken: string; user: typeof user };
    assert.equal(same.id, user.id);
    assert.equal((await visitor.me(accessToken)).id, user.id);
  }
});

test('refresh refuses nothing, rubbish and an access token', async () => {
  const { accessToken } = await visitor.login();
  assert.equal((await visitor.post('/api/auth/refresh')).status, 401);
  assert.equal((await visitor.post('/api/auth/refresh', { refreshToken: 'rubbish' })).status, 401);
  assert.equal((await visitor.post('/api/auth/refresh', undefined, bearer(accessToken))).status, 401);
});

test('a logout takes the refresh cookie back', async () => {
  const { cookie } = await visitor.login();
  const response = await visitor.post('/api/auth/logout', undefined, { cookie });
  assert.match(response.headers.getSetCookie()[0] ?? '', /^refreshToken=; Max-Age=0; Path=\/api\/auth;/);
});

test('discover introduces nobody to strangers and people with photos to members', async () => {
  const signedOut = await visitor.api('/api/discover');
  assert.equal(signedOut.status, 200);
  assert.deepEqual(await signedOut.json(), { items: [] });
  const { accessToken } = await visitor.login();
  const signedIn = await visitor.api('/api/discover', { headers: bearer(accessToken) });
  const { items } = (await signedIn.json()) as { items: Record<string, unknown>[] };
  assert.equal(items.length, 6);
  for (const item of items) assert.deepEqual(Object.keys(item), ['id', 'name', 'age', 'city', 'photo']);
});

const preflight = (origin: string) =>
  visitor.api('/api/auth/login', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });

test('a preflight from the site is allowed with credentials for ten minutes', async () => {
  const { status, headers } = await preflight(demo.urls.app);
  assert.equal(status, 204);
  assert.equal(headers.get('access-control-allow-origin'), demo.urls.app);
  assert.equal(headers.get('access-control-allow-credentials'), 'true');
  assert.equal(headers.get('access-control-allow-headers'), 'content-type,authorization');
  assert.equal(headers.get('access-control-max-age'), '600');
  assert.match(headers.get('vary') ?? '', /Origin/);
});

test('a foreign origin gets a 403 to its preflight and no CORS headers to its requests', async () => {
  assert.equal((await preflight('https://evil.test')).status, 403);
  const { status, headers } = await visitor.api('/health', { headers: { origin: 'https://evil.test' } });
  assert.equal(status, 200);
  assert.equal(headers.get('access-control-allow-origin'), null);
});

test('requests carry an id and are logged with it and with the trace of the caller', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const response = await visitor.api('/api/discover', {
    headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'probe-7' },
  });
  assert.equal(response.headers.get('x-request-id'), 'probe-7');
  const line = demo.log().find((entry) => entry.requestId === 'probe-7');
  assert.partialDeepStrictEqual(line, { method: 'GET', path: '/api/discover', status: 200, traceId });
});

test('an unknown address is a 404', async () => {
  assert.equal((await visitor.api('/api/nowhere')).status, 404);
});
