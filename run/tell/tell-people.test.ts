import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { describe, test } from 'node:test';
import { changesOf } from '#record/samples/sample-record.ts';
import { until } from '#tests/e2e/until.ts';
import { openTelling } from './telling-for-test.ts';

const down = changesOf('ready-db');
const other = changesOf('webhook-secret');

describe('people are told', () => {
  test('by all their services, once, of what has changed, and that it is over, with how long it was', async () => {
    await using telling = await openTelling();
    const { receivers, run } = telling;
    await run(down);
    assert.deepEqual([receivers.slack, receivers.pagerDuty, receivers.issues], [[], [], []]);
    await run(down);
    await run(down);
    await run(other);
    await run(other);
    const record = await run();
    assert.deepEqual([receivers.refused, record.notes], [[], undefined]);

    const headers = receivers.slack.map(({ blocks: [first] }) => first?.type === 'header' && first.text.text);
    assert.match(String(headers[0]), /^P0 loventia \(test\): The API runs but cannot reach its database$/);
    assert.match(String(headers[1]), /^P\d loventia \(test\), changed: /);
    assert.match(String(headers[2]), /^Resolved after 5 min loventia \(test\): /);
    assert.equal(headers.length, 3);
    assert.equal(receivers.teams.length, 3);
    assert.deepEqual(
      receivers.pagerDuty.map(({ event_action, dedup_key }) => `${event_action} ${dedup_key}`),
      ['trigger', 'trigger', 'resolve'].map((action) => `${action} loventia-test/ready-db`),
    );
    const [issue, ...more] = receivers.issues;
    assert.deepEqual([issue?.state, issue?.labels, more], ['closed', ['watchpost'], []]);
    assert.match(issue?.comments.join('\n') ?? '', /something else than[\s\S]*Over after \*\*5 min\*\*/);
    assert.deepEqual(
      receivers.hook.map(({ body }) => Object(body).event),
      ['opened', 'changed', 'resolved'],
    );
    assert.equal(receivers.hook[0]?.headers['authorization'], telling.environment['TELL_AUTH']);
    assert.equal(receivers.beats.length, 6, 'the heartbeat hears of each run');
  });

  test('once of what comes and goes, which holds for a while before it is over', async () => {
    await using telling = await openTelling(['team', 'pager']);
    const { receivers, run } = telling;
    for (const letter of 'rgrgrgrgrgg') await run(letter === 'r' ? down : {});
    const [opened, ...more] = receivers.slack.map(({ text }) => text);
    assert.match(opened ?? '', /^P0 .* cannot reach its database, comes and goes \(3 of 5 runs\)\n/);
    assert.match(
      JSON.stringify(receivers.slack[0]?.blocks),
      /"Course {2}".*red in 3 of the last 5 runs, green between/,
    );
    assert.deepEqual([more, receivers.pagerDuty.length], [[], 1]);
    for (const _ of [1, 2]) await run();
    assert.match(receivers.slack[1]?.text ?? '', /^Resolved after 12 min /);
    assert.match(JSON.stringify(receivers.slack[1]?.blocks), /what came and went in 4 runs in a row/);
  });

  test('by nobody in maintenance, by no run that was not asked to, and by neither of what only others hear of', async () => {
    await using telling = await openTelling(['team', 'alive']);
    const { receivers, run } = telling;
    const maintenance = { reason: 'move', from: '2026-11-21T03:00:00Z', until: '2026-11-21T04:00:00Z' };
    for (const _ of [1, 2, 3]) await run(down, { maintenance });
    assert.equal(receivers.beats.length, 3, 'the monitor is alive all the same');
    for (const _ of [1, 2]) await run(down, {}, { tells: false });
    assert.deepEqual([receivers.slack.length, receivers.beats.length], [0, 3]);
  });

  test('by the next run where their service was down: the verdict is the same, and the run says so', async (t) => {
    await using telling = await openTelling(['team', 'issues', 'hook']);
    const { receivers, run, environment } = telling;
    environment['GITHUB_ACTIONS'] = 'true';
    const written = t.mock.method(process.stderr, 'write', () => true);
    await run(down);
    receivers.instead = () => new Response('no_service', { status: 503 });
    const red = await run(down);
    assert.deepEqual([red.verdict.code, red.notes?.length], [1, 3]);
    assert.match(String(red.notes), /team \(slack\) was not told "The API runs.*503 no_service, after a second try/);
    assert.ok(written.mock.calls.some(({ arguments: [line] }) => /^watchpost: team \(slack\)/.test(String(line))));
    receivers.instead = undefined;
    const annotations = written.mock.calls.map(({ arguments: [line] }) => Buffer.from(line ?? '').toString());
    assert.ok(annotations.some((line) => /^::warning title=Somebody was not told::hook \(webhook\)/m.test(line)));
    const still = await run(down);
    written.mock.restore();
    assert.deepEqual([still.notes, receivers.slack.length, receivers.issues.length], [undefined, 1, 1]);
    assert.equal(Object(receivers.hook[0]?.body).answer?.verdict.name, 'failed', 'as it was then');
    await run();
    assert.deepEqual([receivers.slack.length, receivers.issues[0]?.state], [2, 'closed']);
  });

  test('a moment later by each that asks to wait, once', async () => {
    await using telling = await openTelling();
    const { receivers, run } = telling;
    await run(down);
    const busy = new Set<string>();
    receivers.instead = (path) => {
      if (busy.has(path)) return undefined;
      busy.add(path);
      return new Response('slow down', { status: 429, headers: { 'retry-after': '0' } });
    };
    const { notes } = await run(down);
    const { slack, teams, pagerDuty, issues, hook } = receivers;
    assert.deepEqual([notes, slack.length, teams.length, pagerDuty.length], [undefined, 1, 1, 1]);
    assert.deepEqual([issues.length, hook.length, busy.size >= 6], [1, 1, true]);
  });

  test('and a service that hangs holds nobody up for long, least of all those who hear', async (t) => {
    await using telling = await openTelling(['team', 'chat']);
    const { receivers, run } = telling;
    await run(down);
    const written = t.mock.method(process.stderr, 'write', () => true);
    receivers.instead = (path) => (path === '/slack' ? new Promise<never>(() => undefined) : undefined);
    const stopped = new AbortController();
    const red = run(down, {}, { until: stopped.signal });
    await until('the channel that hears', () => receivers.teams.length > 0);
    stopped.abort();
    const { notes } = await red;
    written.mock.restore();
    assert.match(String(notes), /team \(slack\) was not told.*no answer in time/);
  });

  test('as not heard where a service says in words that it took nothing', async (t) => {
    await using telling = await openTelling(['chat', 'alive']);
    const { receivers, run } = telling;
    await run(down);
    const written = t.mock.method(process.stderr, 'write', () => true);
    receivers.instead = (path) =>
      new Response(path === '/teams' ? 'Webhook message delivery failed with error: 413' : 'OK (not found)');
    const { notes } = await run(down);
    written.mock.restore();
    assert.match(String(notes), /chat \(teams\) was not told .*failed with error: 413/);
    assert.match(String(notes), /alive \(heartbeat\) was not told .*answered 200 OK \(not found\)/);
  });

  test('by a new issue where somebody has deleted the one of the incident', async () => {
    await using telling = await openTelling(['issues']);
    const { receivers, run } = telling;
    await run(down);
    await run(down);
    receivers.issues[0] = { ...receivers.issues[0], number: 99, state: 'closed', labels: [] } as never;
    await run(other);
    const changed = await run(other);
    assert.deepEqual([changed.notes, receivers.issues.length, receivers.issues[1]?.state], [undefined, 2, 'open']);
    receivers.issues.pop();
    const over = await run();
    assert.equal(over.notes, undefined, 'what nobody shows any more needs no end');
  });

  test('once where two runs meet', async () => {
    await using telling = await openTelling(['team', 'pager']);
    const { receivers, run } = telling;
    await run(down);
    await Promise.all([run(down), run(down), run(down)]);
    assert.deepEqual([receivers.slack.length, receivers.pagerDuty.length], [1, 1]);
  });
});

describe('a memory that is lost', () => {
  test('in one of its files tells nothing twice, and what is over is told', async () => {
    await using telling = await openTelling(['team', 'pager']);
    const { receivers, run, store } = telling;
    await run(down);
    await run(down);
    await writeFile(join(store, 'tell', 'state.json'), '{"open":[');
    await run(down);
    assert.equal(receivers.slack.length, 1);
    await run();
    assert.equal(receivers.pagerDuty.at(-1)?.event_action, 'resolve');
  });

  test('as a whole comes back from the issue, for all who were told', async () => {
    await using telling = await openTelling(['team', 'pager', 'issues']);
    const { receivers, run, store } = telling;
    await run(down);
    await run(down);
    await rm(store, { recursive: true });
    await run(down);
    await run(down);
    assert.deepEqual([receivers.slack.length, receivers.pagerDuty.length, receivers.issues.length], [1, 1, 1]);
    await rm(store, { recursive: true });
    await run();
    assert.deepEqual(
      [receivers.slack.length, receivers.pagerDuty.at(-1)?.event_action, receivers.issues[0]?.state],
      [2, 'resolve', 'closed'],
    );
  });

  test('and cannot be kept at all leaves nobody untold: what is red is told at once', async (t) => {
    await using telling = await openTelling(['pager']);
    const { receivers, run, store } = telling;
    const written = t.mock.method(process.stderr, 'write', () => true);
    await writeFile(store, 'no folder');
    const { notes, verdict } = await run(down);
    written.mock.restore();
    assert.deepEqual([receivers.pagerDuty.length, verdict.code], [1, 1]);
    assert.match(String(notes), /who was told what so far could not be read: .*told at once, and perhaps twice/);
  });
});
