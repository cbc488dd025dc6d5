import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type AnswerDocument, answerSchema } from '#reporters/json/answer-schema.ts';
import { type EndedRun, told } from './e2e/ended-run.ts';
import { runToEnd, startRun } from './e2e/start-run.ts';
import { startTinySystem } from './e2e/tiny-system.ts';
import { until } from './e2e/until.ts';
import { Workspace } from './e2e/workspace.ts';

/** A machine without any browser. */
const noBrowser = { WATCHPOST_BROWSER_ROOT: '/nonexistent', PLAYWRIGHT_BROWSERS_PATH: '/nonexistent' };

/** What a triage printed, line by line. */
const answersOf = ({ stdout }: EndedRun): AnswerDocument[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));

/** The update for the status channel, as it is now. */
function updateIn({ reports }: Workspace): string {
  const [folder] = existsSync(reports) ? readdirSync(reports) : [];
  const file = join(reports, folder ?? '', 'status-update.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

describe('a triage', { concurrency: 2 }, () => {
  test('follows an incident from the last good look to one that holds, writes its note, and leaves nothing behind', async () => {
    using workspace = new Workspace();
    let isDown = false;
    const down = (path: string) => (isDown && path === '/health' ? new Response('no', { status: 500 }) : undefined);
    await using tiny = await startTinySystem(workspace, down);
    const flags = ['--target', tiny.target, '--for', '10m', '--every', '1s', '--good', '2', '--json'];
    await using run = startRun(workspace, ['triage', ...flags], { ...tiny.environment, ...noBrowser });
    await until('a first look', () => updateIn(workspace).startsWith('No incident seen'));
    isDown = true;
    const downAt = new Date().toISOString();
    await until('a red look', () => /^Status: I/m.test(updateIn(workspace)));
    isDown = false;
    const goodAt = new Date().toISOString();
    await until('good looks', () => /^Status: Resolved/m.test(updateIn(workspace)));
    run.signal('SIGINT');
    const ended = await run.ended;
    assert.equal(ended.code, 130, told(ended));

    const answers = answersOf(ended);
    const { course } = answers.at(-1) ?? {};
    assert.equal(course?.state, 'over');
    assert.ok(course.lastGoodAt && course.firstBadAt && course.firstGoodAt && course.heldAt);
    assert.ok(course.lastGoodAt < course.firstBadAt && downAt <= course.firstBadAt && course.firstBadAt <= goodAt);
    assert.ok(goodAt <= course.firstGoodAt && course.firstGoodAt < course.heldAt);
    assert.ok(answers.some(({ causes: [cause] }) => cause?.checks[0] === 'api/health' && cause.facts.status === 500));

    const note = readFileSync(course.note ?? '', 'utf8');
    assert.match(note, /^\| Status \| Resolved \|$/m);
    for (const instant of [course.firstBadAt, course.firstGoodAt])
      assert.ok(note.includes(instant.slice(0, 19)), instant);
    assert.ok(!existsSync(join(workspace.store, 'tiny-test', 'history.json')), 'runs to come know nothing of it');
    assert.deepEqual(
      [...new Set(tiny.requests.filter((one) => /^(POST|PUT|PATCH|DELETE)/.test(one)))],
      ['POST /session'],
    );
  });

  test('answers without any secret or browser what it can see, names the rest, and starts from what it left', async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, (path) =>
      path === '/health' ? new Response('no', { status: 500 }) : undefined,
    );
    const flags = ['--target', tiny.target, '--for', '0s'];
    const run = await runToEnd(workspace, ['triage', ...flags], noBrowser);
    assert.equal(run.code, 1, told(run));
    for (const line of [
      /^Not looked at: pages in a browser/m,
      /^Not looked at: auth\/login.*TINY_EMAIL/m,
      /^Cause .*\n? .*\b500,/m,
    ])
      assert.match(run.stdout, line);
    const [folder = ''] = readdirSync(workspace.reports);
    using second = new Workspace();
    const again = ['triage', ...flags, '--from', join(workspace.reports, folder), '--json'];
    const [answer] = answersOf(await runToEnd(second, again, noBrowser)).slice(-1);
    assert.deepEqual([answer?.course?.rounds, answer?.course?.state], [2, 'red']);
    assert.ok(String(answer?.course?.firstBadAt) < String(answer?.startedAt), 'red since the run before');
  });
});
