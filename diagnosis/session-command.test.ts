import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';
import { targetOf } from '#fixtures/session/target-for-test.ts';
import { aFailure } from '#record/samples/sample-check.ts';
import { wrapCommand } from '#reporters/text/wrap-command.ts';
import { authSchema } from '#targets/definition/sign-in.ts';
import { filledCommand, templateValues } from './template-values.ts';

const secrets = { DESK_EMAIL: 'a+b@desk.test', DESK_PASSWORD: `p"ä'\\s $HOME`, DESK_KEY: 'k3-Jd9x', DESK_PASS: 'b1' };
const issued = 'Zk3Jd9xLm20pQr7';

/** What came to the route of the signed-in user, by the headers that let somebody in. */
let came: object[] = [];

async function desk(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const headers = { 'set-cookie': `sid=${issued}; Path=/`, 'x-token': `Bearer ${issued}` };
  if (pathname === '/guard')
    return new Response('<input name="seal" value="s1">', { headers: { 'set-cookie': 'seal=1; Path=/' } });
  if (pathname === '/auth/v1/token')
    return Response.json({ access_token: issued, refresh_token: 'r', user: { id: 1 } });
  if (pathname !== '/me' && pathname !== '/auth/v1/user')
    return Response.json(
      { user: { id: 1, token: null }, data: { jwt: issued }, session: { access_token: issued } },
      { headers },
    );
  const carried = ['authorization', 'cookie', 'apikey', 'x-desk', 'x-bypass'].map((name) => [
    name,
    request.headers.get(name),
  ]);
  came.push(Object.fromEntries(carried));
  return Response.json({ id: 1 });
}

const network = await openNetwork();
const api = await serve(desk);
after(() => Promise.all([api[Symbol.asyncDispose](), network[Symbol.asyncDispose]()]));

const described = {
  kind: 'password',
  host: 'api',
  probe: { email: 'DESK_EMAIL', password: 'DESK_PASSWORD' },
  routes: { login: '/in', me: '/me' },
};
Object.assign(process.env, secrets, { WATCHPOST_TARGET: targetOf(api.port, described) });
const { Http } = await import('#fixtures/http/http.ts');
const { urlOf } = await import('#fixtures/http/hosts.ts');
const { target } = await import('#fixtures/runtime/settings.ts');
const { signInKind } = await import('#fixtures/session/kinds.ts');
const { bearer } = await import('#fixtures/session/as-user.ts');
Object.assign(target, { access: { headers: { 'x-bypass': 'DESK_PASS' }, hosts: ['api'] } });

const run = promisify(execFile);

/** A step with the address that failed, as it is printed for a check whose request carried a session. */
function printed(signedIn: boolean, command = 'curl -sS -m 10 {url} | head -c 200'): string {
  const { auth } = target;
  assert.ok(auth);
  const url = urlOf(auth.host, auth.routes.me);
  const failed = aFailure('auth/me', 'http-error');
  const exchange = { method: 'GET', url, status: 500, phases: { total: 1 }, headers: {}, redirects: [] };
  failed.exchanges = [{ ...exchange, ...(signedIn && { signedIn: true as const }) }];
  assert.ok(failed.failure);
  failed.failure.facts = { url };
  return filledCommand(command, templateValues(target, failed));
}

describe('a command that asks again what was asked with a session carries one as the run does', () => {
  for (const [what, auth] of [
    ['a token at a usual place', { ...described, headers: { 'x-desk': 'DESK_KEY' } }],
    ['a token that the target names', { ...described, fields: { accessToken: 'data.jwt' } }],
    [
      'a token in a header, carried in another',
      { ...described, fields: { accessToken: 'header:x-token' }, carriedIn: { header: 'x-desk', scheme: '' } },
    ],
    ['cookies', { ...described, kind: 'session' }],
    [
      'cookies, behind a token against forged requests',
      { ...described, kind: 'session', csrf: { path: '/guard', from: { input: 'seal' }, to: { field: 'seal' } } },
    ],
    [
      'a token, behind one against forged requests',
      { ...described, csrf: { path: '/guard', from: { input: 'seal' }, to: { header: 'x-seal' } } },
    ],
    ['Supabase', { kind: 'supabase', host: 'api', probe: described.probe, apiKey: 'DESK_KEY' }],
    [
      'a key',
      {
        kind: 'token',
        host: 'api',
        probe: { token: 'DESK_KEY' },
        carriedIn: { header: 'x-desk', scheme: 'Key' },
        routes: { me: '/me' },
      },
    ],
  ] as const)
    test(what, async () => {
      Object.assign(target, { auth: authSchema.parse(auth) });
      const http = new Http(network);
      const password = auth.kind === 'token' ? secrets.DESK_KEY : secrets.DESK_PASSWORD;
      const got = await (await signInKind()).signIn(http, { email: secrets.DESK_EMAIL, password });
      assert.ok('session' in got);
      came = [];
      const { host, routes } = target.auth ?? assert.fail();
      const asked = urlOf(host, routes.me);
      await http.get(asked, { headers: bearer(got.session, asked) });
      assert.equal(http.exchanges.at(-1)?.signedIn, true);
      const command = printed(true);
      const { stdout, stderr } = await run('bash', ['-c', wrapCommand(command, 70).join('\n')], {
        env: { ...process.env },
      });
      assert.deepEqual([stderr, stdout], ['', '{"id":1}']);
      assert.equal(came.length, 2);
      assert.deepEqual(came[1], came[0]);
      for (const secret of [...Object.values(secrets), issued]) assert.ok(!command.includes(secret), command);
    });
});

test('what was asked without a session is asked again without one', () => {
  Object.assign(target, { auth: authSchema.parse(described) });
  assert.match(printed(false), /^curl -sS -m 10 \S+\/me \| head -c 200$/);
});

test('where only a page or a mail signs in, the command says what to paste', () => {
  Object.assign(target, { auth: { ...authSchema.parse(described), kind: 'form' } });
  assert.match(printed(true), /-H 'cookie: <of a browser that is signed in>'/);
});

test('the session of somebody else is one variable, in the header that carries it', () => {
  const their = (auth: object) => {
    Object.assign(target, { auth: authSchema.parse({ ...described, ...auth }) });
    return printed(false, 'curl {auth}{me} {their-session}').replace(/^curl \S+ /, '');
  };
  assert.match(their({}), /^-H "authorization: Bearer \$TOKEN"/);
  assert.match(their({ carriedIn: { header: 'x-desk', scheme: '' } }), /^-H "x-desk: \$TOKEN"/);
  assert.match(their({ kind: 'session' }), /^-H "cookie: \$COOKIE"/);
});
