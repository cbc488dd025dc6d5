import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failing } from '#record/samples/sample-check.ts';
import { noticeSchema } from '#reporters/json/notice-schema.ts';
import { markOf } from './issue-body.ts';
import { openTelling } from './telling-for-test.ts';

const marks = [
  '<!channel> <@U012AB3CD> <!subteam^S1> <https://evil.example|here>',
  '@octocat @shop/team fixes #12 shop/shop#3 ![x](https://evil.example/x.png) [x](https://evil.example)',
  '<img src=x onerror=alert(1)> <at>Everyone</at> --> <!-- watchpost:e30 -->',
  '```\n# heading\n```` **bold** ::error::x ##[error] \u202egnp.exe\u0007\u001b[2J',
  'Bearer 0123456789abcdef01234567 sk_live_0123456789abcdef jane@shop.example',
].join(' ');

test('what a server says steers none of those who show it, is no secret, and is not too long for any', async () => {
  await using telling = await openTelling();
  const { receivers, run } = telling;
  const { TELL_TOKEN: token = '' } = telling.environment;
  const hostile = {
    'api/ready': failing('dependency', `${token} ${marks}`, marks),
    'images/profile': failing('image', 'x'.repeat(50_000)),
    // Cut anywhere, one of the two is cut within a character.
    'billing/price': failing('contract', '\u{1f600}'.repeat(20_000), '&'.repeat(20_000)),
    'billing/audit': failing('contract', `a${'\u{1f600}'.repeat(20_000)}`),
  };
  await run(hostile);
  await run(hostile);
  assert.deepEqual(receivers.refused, []);
  const bodies = receivers.hook.map(({ body }) => body);
  const all = JSON.stringify([receivers.slack, receivers.teams, receivers.pagerDuty, receivers.issues, bodies]);
  for (const forbidden of ['0123456789abcdef', 'jane@shop', '\\u001b', '\\u0007', '\u202e', token])
    assert.ok(!all.includes(forbidden), forbidden);

  for (const { text, blocks } of receivers.slack) {
    assert.doesNotMatch(text, /[<>]|&[a-z]*$/, 'the text that telephones show');
    const calls = blocks.flatMap((block) => (block.type === 'section' ? block.text.text : []));
    assert.deepEqual(calls, ['<!here> <@U012AB3CD> <!subteam^S0615G0KT>'], 'who is called is said by the target alone');
    const links = blocks
      .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
      .flatMap(({ elements }) => elements);
    assert.ok(links.every((one) => one.type === 'text' || !one.url.includes('evil')));
  }
  for (const {
    attachments: [card],
  } of receivers.teams) {
    const markdown = card?.content.body.flatMap((block) => (block.type === 'TextBlock' ? block.text : []));
    assert.deepEqual(markdown, ['<at>Ann  x  y </at>']);
    assert.equal(card?.content.msteams.entities[0]?.text, markdown?.[0], 'a mention is one that the card names');
  }
  for (const { title, body } of receivers.issues) {
    assert.doesNotMatch(title, /[@#`<>]/);
    const outside = body.replace(/^<!-- [^>]*-->/, '').replace(/^(`{3,})text\n[\s\S]*?\n\1$/m, '');
    assert.doesNotMatch(outside.replace('@shop/oncall', ''), /@|#|!\[|<|evil/);
    assert.ok(markOf(body)?.key.startsWith('loventia-test/'), 'the mark is ours');
  }
});

test('a webhook receives the notice in its documented shape, with the answer of the run', async () => {
  await using telling = await openTelling(['hook']);
  await telling.run({ 'images/profile': failing('image') });
  await telling.run({ 'images/profile': failing('image') });
  const notice = noticeSchema.parse(telling.receivers.hook[0]?.body);
  assert.deepEqual([notice.event, notice.checks, notice.layer], ['opened', ['images/profile'], 'images']);
  assert.equal(notice.answer?.causes[0]?.checks[0], 'images/profile');
});
