import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';
import { targetOf } from '#fixtures/session/target-for-test.ts';
import { wrapCommand } from '#reporters/text/wrap-command.ts';
import { authSchema } from '#targets/definition/sign-in.ts';

/** Every mark that a shell, JSON or a form could take for its own. */
const secrets = {
  DESK_EMAIL: 'a+b@desk.test',
  DESK_PASSWORD: `p"ä'\\s $HOME \`id\` %41!&=`,
  DESK_KEY: 'k3-Jd9x',
  DESK_PASS: 'b1',
};
const page = `<p name="seal" value="no"><INPUT><input
  type="hidden" value="s&#x2B;1/x=" name='seal'><meta name="seal" content="m+1">`;

/** What came to the sign-in. */
let came: object[] = [];

async function desk(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === '/guard') {
    const headers = { 'set-cookie': 'XSRF-TOKEN=c%2B1%3D; Path=/', 'content-type': 'text/html' };
    return url.searchParams.has('json')
      ? Response.json({ a: [{ t: "j'1" }] }, { headers })
      : new Response(page, { headers });
  }
  const names = [
    'authorization',
    'content-type',
    'cookie',
    'origin',
    'referer',
    'apikey',
    'x-desk',
    'x-bypass',
    'x-seal',
  ];
  const headers = names.map((name) => [name, request.headers.get(name)]);
  const body = await request.text();
  const isForm = request.headers.get('content-type')?.includes('form') ?? false;
  const fields = isForm ? [...new URLSearchParams(body)] : body && JSON.parse(body);
  came.push({ method: request.method, path: url.pathname + url.search, headers: Object.fromEntries(headers), fields });
  return Response.json(
    { accessToken: 'k3Jd9x', data: { login: { jwt: 'k3Jd9x' } } },
    { headers: { 'set-cookie': 'sid=s3cret; Path=/' } },
  );
}

const network = await openNetwork();
const api = await serve(desk);
after(() => Promise.all([api[Symbol.asyncDispose](), network[Symbol.asyncDispose]()]));

const probe = { email: 'DESK_EMAIL', password: 'DESK_PASSWORD' };
const routes = { login: '/in?from=desk', me: '/me' };
const described = { kind: 'password', host: 'api', probe, routes };
Object.assign(process.env, secrets, { WATCHPOST_TARGET: targetOf(api.port, described) });
const { Http } = await import('#fixtures/http/http.ts');
const { target } = await import('#fixtures/runtime/settings.ts');
const { signInKind } = await import('#fixtures/session/kinds.ts');
const { loginCommand } = await import('./login-command.ts');
Object.assign(target, { access: { headers: { 'x-bypass': 'DESK_PASS' }, hosts: ['app'] } });

const run = promisify(execFile);

for (const [what, auth] of [
  ['JSON', described],
  [
    'fields that lie deep, in a body with more',
    {
      ...described,
      headers: { 'x-desk': 'DESK_KEY' },
      fields: { email: 'variables.mail', password: 'variables.pw', accessToken: 'data.login.jwt' },
      extra: { query: 'mutation In { it\'s "\\(1)" }\n', variables: { keep: true, n: [1, null] } },
    },
  ],
  [
    'a form',
    { ...described, body: 'form', fields: { email: 'user[mail]' }, extra: { remember: 1, 'grant type': "it's" } },
  ],
  [
    'a session, with the token of a page in its form',
    {
      ...described,
      kind: 'session',
      csrf: { path: '/guard', from: { input: 'seal' }, to: { field: 'seal' } },
    },
  ],
  [
    'a session, with the token of a page’s head',
    { ...described, kind: 'session', csrf: { path: '/guard', from: { meta: 'seal' }, to: { header: 'x-seal' } } },
  ],
  [
    'a token of a cookie, as a header',
    { ...described, csrf: { path: '/guard', from: { cookie: 'XSRF-TOKEN' }, to: { header: 'x-seal' } } },
  ],
  [
    'a token of JSON, in JSON',
    { ...described, csrf: { path: '/guard?json', from: { json: 'a.0.t' }, to: { field: 'seal.of' } } },
  ],
  ['a token that comes in a header', { ...described, fields: { accessToken: 'header:x-token' } }],
  ['Supabase', { kind: 'supabase', host: 'api', probe, apiKey: 'DESK_KEY' }],
  [
    'a key',
    {
      kind: 'token',
      host: 'api',
      probe: { token: 'DESK_KEY' },
      routes: { me: '/me' },
      headers: { 'x-desk': 'DESK_PASS' },
    },
  ],
  [
    'a key in a header of its own',
    {
      kind: 'token',
      host: 'api',
      probe: { token: 'DESK_KEY' },
      carriedIn: { header: 'x-desk', scheme: '' },
      routes: { me: '/me' },
    },
  ],
] as const)
  test(`a sign-in by hand sends what the run sends: ${what}`, async () => {
    Object.assign(target, { auth: authSchema.parse(auth) });
    const kind = await signInKind();
    came = [];
    const password = auth.kind === 'token' ? secrets.DESK_KEY : secrets.DESK_PASSWORD;
    await kind.signIn(new Http(network), { email: secrets.DESK_EMAIL, password });
    const command = loginCommand(target) ?? assert.fail();
    // As it is printed, in lines that are pasted.
    const { stdout, stderr } = await run('bash', ['-c', wrapCommand(command, 70).join('\n')], {
      env: { ...process.env },
    });
    assert.equal(stderr, '');
    assert.equal(came.length, 2);
    assert.deepEqual(came[1], came[0]);
    assert.match(stdout, /jwt|accessToken|sid=\.\.\.|^set-cookie$/im);
    for (const secret of [...Object.values(secrets), 'k3Jd9x', 's3cret']) {
      assert.ok(!command.includes(secret), command);
      assert.ok(!stdout.includes(secret), stdout);
    }
  });

test('a target without users has none', () => {
  assert.equal(loginCommand({ ...target, auth: undefined }), undefined);
});
