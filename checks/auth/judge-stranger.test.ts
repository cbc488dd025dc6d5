import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';

// The settings are read when the modules load.
process.env['WATCHPOST_SET'] = JSON.stringify({ environment: 'test' });
const { probe } = await import('#fixtures/http/probe.ts');
const { namedIn } = await import('#fixtures/session/whose.ts');
const { judgeStranger } = await import('./judge-stranger.ts');

type Row = [what: string, is: string, status: number, body: string, headers?: Record<string, string>];
const html = { 'content-type': 'text/html' };
const rows: Row[] = [
  ['a refusal', 'refused', 401, '{"message":"no"}'],
  ['a route that is not there for strangers', 'refused', 404, ''],
  ['a redirect to the login page', 'refused', 302, '', { location: '/login' }],
  ['the login page', 'refused', 200, '<form><input type="password"></form>', html],
  ['nobody', 'refused', 200, '{"user":null}'],
  ["GraphQL's nobody", 'refused', 200, '{"data":{"me":null}}'],
  ["tRPC's nobody", 'refused', 200, '{"result":{"data":{"json":null,"meta":{"values":["undefined"]}}}}'],
  ['an empty success', 'refused', 200, ''],
  ["GraphQL's refusal", 'refused', 200, '{"errors":[{"message":"Unauthenticated"}],"data":{"me":null}}'],
  ["an envelope's refusal", 'refused', 200, '{"success":false,"code":40101,"data":null}'],
  ['an error with a name', 'refused', 200, '{"error":true,"name":"NotAuthenticated","id":"req-7"}'],
  ['an error beside a user', 'let-in', 200, '{"error":"stale","user":{"id":7}}'],
  ['an error beside an address', 'let-in', 200, '{"error":"stale","user":{"email":"ada@shop.example"}}'],
  ['an error beside users', 'let-in', 200, '{"ok":false,"items":[{"email":"ada@shop.example"}]}'],
  ['an error beside a token', 'let-in', 200, '{"error":"expired","accessToken":"k3Jd9x"}'],
  ['nobody, and a token', 'let-in', 200, '{"user":null,"refresh_token":"k3Jd9x"}'],
  ['an empty success that leaves a token', 'let-in', 200, '', { 'set-cookie': 'refreshToken=k3Jd9x; Path=/' }],
  ['a user', 'let-in', 200, '{"data":{"email":"ada@shop.example"}}'],
  ['some other success', 'not-refused', 200, '{"theme":"dark"}'],
  ['a server that fails', 'unclear', 500, '{"error":"unauthorized"}'],
  ['a gateway without a task', 'unclear', 503, ''],
  ['a redirect to the front page', 'refused', 302, '', { location: '/' }],
  ['a session that is over', 'refused', 440, ''],
  ['a status in an envelope', 'refused', 200, '{"code":401,"msg":"no session","data":null}'],
  ['a request to sign in', 'refused', 200, '{"message":"Please sign in first"}'],
  ['a guest by a truth', 'refused', 200, '{"isLoggedIn":false,"locale":"sv"}'],
  ['nobody beside other things', 'refused', 200, '{"user":null,"csrfToken":"a1"}'],
  ['a guest with an id', 'refused', 200, '{"user":{"id":"anon-1","isAnonymous":true}}'],
  ['a guest by the role', 'refused', 200, '{"id":"g1","role":"guest"}'],
  ['somebody without an account', 'let-in', 200, '{"id":7,"account":null,"user":null}'],
  ['a guest with an address', 'let-in', 200, '{"role":"guest","email":"ada@shop.example"}'],
  ['nobody, and whom to write to', 'refused', 200, '{"user":null,"support":{"email":"help@shop.example"}}'],
  ['nobody, and the shop', 'refused', 200, '{"user":null,"config":{"shop":{"email":"hej@shop.example"}}}'],
  [
    'an address in what has no end',
    'let-in',
    200,
    `${'{"a":'.repeat(20_000)}{"email":"ada@shop.example"}${'}'.repeat(20_000)}`,
  ],
  ['nobody, and the key of a map', 'refused', 200, '{"user":null,"maps":{"accessToken":"pk.eyJ1Ijoic2hvcCJ9.k3"}}'],
  ['nobody, and an account', 'let-in', 200, '{"user":null,"account":{"email":"support@shop.example"}}'],
  ['a redirect to somewhere', 'unclear', 302, '', { location: '/somewhere' }],
];

const network = await openNetwork('api.shop.test');
const server = await serve(({ url }) => {
  const [, , status, body, headers] = rows[Number(new URL(url).pathname.slice(1))] ?? rows[0] ?? assert.fail();
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } });
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

for (const [at, [what, is]] of rows.entries())
  test(`to a stranger ${what} is ${is}`, async () => {
    const answer = await probe({ url: `http://api.shop.test:${server.port}/${at}`, timeoutMs: 5_000 }, network);
    const named = answer.type === 'text/html' ? undefined : namedIn(answer.json(), 'ada@shop.example');
    assert.equal(judgeStranger(answer, named), is);
  });

const judged = async (what: string, byStatus: boolean) => {
  const at = rows.findIndex(([one]) => one === what);
  const answer = await probe({ url: `http://api.shop.test:${server.port}/${at}`, timeoutMs: 5_000 }, network);
  return judgeStranger(answer, namedIn(answer.json(), 'ada@shop.example'), byStatus);
};

test('whoever goes by the status takes words of a refusal for what was asked for', async () => {
  assert.equal(await judged('a refusal', true), 'refused');
  for (const what of ["an envelope's refusal", 'nobody', 'an empty success', 'a request to sign in'])
    assert.deepEqual([await judged(what, false), await judged(what, true)], ['refused', 'not-refused'], what);
  assert.equal(await judged('an error beside a user', true), 'let-in');
  assert.equal(await judged('a user', true), 'let-in');
});
