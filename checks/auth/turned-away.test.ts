import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openNetwork, serve } from '#fixtures/http/network-for-test.ts';

// The settings are read when the modules load.
process.env['WATCHPOST_SET'] = JSON.stringify({ environment: 'test' });
const { probe } = await import('#fixtures/http/probe.ts');
const { turnedAwayOf } = await import('./turned-away.ts');

type Answered = [status: number, body: string];
const user: Answered = [200, '{"user":{"email":"ada@shop.example"}}'];
const rows: [what: string, count: number, answers: Answered[], stranger: Answered][] = [
  ['answers with its user are none', 0, [user, user], [200, 'null']],
  ['a status is one, whatever a stranger gets', 1, [user, [401, '{}']], user],
  [
    'what a stranger gets too is one, of each answer',
    2,
    [
      [200, 'null'],
      [200, 'null'],
    ],
    [200, 'null'],
  ],
  ['so are some among others', 1, [user, [200, '{"user":null}'], user], [200, '{"user":null}']],
  ['so is a guest', 1, [[200, '{"isLoggedIn":false}']], [200, '{"isLoggedIn":false,"locale":"sv"}']],
  ['an answer without its user is none where strangers are refused', 0, [[200, 'null']], [401, '{}']],
  ['nor is one with another shape', 0, [[200, '{"theme":"dark"}']], [200, 'null']],
];

const network = await openNetwork('api.shop.test');
const server = await serve(({ url }) => {
  const [status, body] = JSON.parse(new URL(url).searchParams.get('as') ?? '[]');
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
});
after(async () => {
  await server[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

const ask = (as: Answered) =>
  probe(
    { url: `http://api.shop.test:${server.port}/me?as=${encodeURIComponent(JSON.stringify(as))}`, timeoutMs: 5_000 },
    network,
  );

for (const [what, count, answers, stranger] of rows)
  test(`of those who turn a session away, ${what}`, async () => {
    const refused = await turnedAwayOf(await Promise.all(answers.map(ask)), () => ask(stranger));
    assert.equal(refused.length, count);
  });
