import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { assertEnding, checkOf, type EndedRun, reasonsOf, told } from './e2e/ended-run.ts';
import { root, runToEnd } from './e2e/start-run.ts';
import { answering, type Instead, startTinySystem, type TinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// People who know Playwright call it as they are used to. Whatever they call it with, a dead system is red, a whole one
// is green, and each other end has a word.

const down = () => new Response('down', { status: 500 });
const healthDown = answering('/health', down);
const loginDown = answering('/session', down);

/** A health page of which only these answers, counted from 0, are what they should be. */
function healthyAt(...good: number[]): Instead {
  let asked = 0;
  return answering('/health', () => (good.includes(asked++) ? new Response('alive') : down()));
}

/** Time enough for a machine that does much else: nothing here is about how long an answer takes. */
const patient = JSON.stringify({ 'budgets.health': 60_000, 'budgets.login': 60_000, 'budgets.asset': 60_000 });

type Called = (args: readonly string[], environment?: Record<string, string>) => Promise<EndedRun>;
type Scene = { playwright: Called; tiny: TinySystem; workspace: Workspace };

/** A test with a system, and with Playwright called on it as a person would: `npx playwright test …`, one run at a time. */
function scene(title: string, instead: Instead | undefined, play: (scene: Scene) => Promise<void>): void {
  test(title, async () => {
    using workspace = new Workspace();
    await using tiny = await startTinySystem(workspace, instead);
    const own = { WATCHPOST_TARGET: tiny.target, WATCHPOST_TIERS: 'http', WATCHPOST_SET: patient, ...tiny.environment };
    const playwright: Called = (args, environment) => {
      for (const before of workspace.runs()) rmSync(before, { recursive: true });
      return runToEnd(workspace, ['playwright', 'test', ...args], { ...own, ...environment });
    };
    await play({ playwright, tiny, workspace });
  });
}

const said = ({ stdout, stderr }: EndedRun) => stdout + stderr;
const alive = ['-g', 'is alive'];
const both = ['-g', 'is alive|credentials log in'];

/** Where a statement stands in a check, as reports name it. */
function placeOf(file: string, statement: string): string {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return `${file}:${lines.findIndex((line) => line.includes(statement)) + 1}`;
}
const failingLine = placeOf('checks/api/health.check.ts', 'if (!isSuccess(answer)) failOfStatus(');

describe('Playwright, called directly', { concurrency: 2 }, () => {
  for (const reporter of ['dot', 'json']) {
    scene(`calls a dead API failed, with the reporter "${reporter}"`, healthDown, async ({ playwright }) => {
      const run = await playwright([...alive, `--reporter=${reporter}`]);
      assert.equal(run.code, 1, told(run));
      assert.match(said(run), /GET \/health answered 500, expected 200/);
      assert.match(said(run), /health\.check\.ts/, 'the check is named');
      assert.equal(run.record, undefined);
    });
  }

  scene('points at the line that failed, and writes no prompt beside it', healthDown, async ({ playwright }) => {
    const run = await playwright([...alive, '--reporter=list']);
    assert.equal(run.code, 1, told(run));
    assert.equal(run.record, undefined);
    assert.ok(run.stdout.includes(`at ${join(root, failingLine)}:`), told(run));
    assert.match(run.stdout, /^ *> +\d+ \| .*failOfStatus\(answer\.exchange, 200\);$/m);
    assert.doesNotMatch(run.stdout, /Error Context|error-context|fixtures\/notes/);
  });

  scene(
    'runs what the target watches, and nothing else, on a whole system',
    undefined,
    async ({ playwright, tiny }) => {
      const listed = await playwright(['--list', '--reporter=list']);
      assert.deepEqual([listed.code, tiny.requests], [0, []], told(listed));
      const [, total] = /^Total: (\d+) tests/m.exec(listed.stdout) ?? [];
      const run = await playwright(['--reporter=list']);
      assert.equal(run.code, 0, told(run));
      assert.match(run.stdout, new RegExp(`^  ${total} passed`, 'm'));
      assert.doesNotMatch(run.stdout, /skipped|failed|flaky/);
      const asked = await playwright([...alive, '--reporter=list'], { WATCHPOST_CHECKS: 'auth/login' });
      assert.equal(asked.code, 1, told(asked));
      assert.match(said(asked), /No tests found/);
    },
  );

  scene('never calls a check green that could not be asked', loginDown, async ({ playwright }) => {
    const blocked = await playwright(['-g', 'signed-in user is known', '--reporter=list']);
    assert.equal(blocked.code, 1, told(blocked));
    assert.match(said(blocked), /not run \(blocked\): no session/);
    const withoutSecret = await playwright(['-g', 'credentials log in', '--reporter=list'], { TINY_PASSWORD: '' });
    assert.equal(withoutSecret.code, 1, told(withoutSecret));
    assert.match(said(withoutSecret), /not run \(misconfigured\): not set: TINY_PASSWORD/);
  });

  scene('lists the checks as Playwright does, and asks and writes nothing', undefined, async (at) => {
    const run = await at.playwright(['--list']);
    assert.equal(run.code, 0, told(run));
    assert.match(run.stdout, /^Listing tests:\n {2}\[http\] › api\/health.check.ts/);
    assert.deepEqual([at.tiny.requests, at.workspace.runs()], [[], []]);
  });
});

describe('Playwright, called directly with the recorder', { concurrency: 2 }, () => {
  scene('records a dead API, says why it ends so, and publishes nothing', healthDown, async (at) => {
    const run = await at.playwright(both);
    assertEnding(run, 1, 'failed');
    assert.match(run.stdout, /^watchpost: failed, exit code 1\n {2}api\/health: GET \/health answered 500/m);
    assert.partialDeepStrictEqual(checkOf(run, 'api/health'), { outcome: 'fail', failure: { at: failingLine } });
    assert.equal(checkOf(run, 'auth/login')?.outcome, 'pass');
    assert.ok(run.record?.notWatched.every(({ id }) => id !== 'api/health'));
    assert.equal(run.record?.publish.requests, 0);
    const written = readdirSync(at.workspace.reports, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      written.filter((name) => name.endsWith('.md') && !name.includes('playwright/')),
      [],
    );
    assert.deepEqual(readdirSync(at.workspace.temporary), [], 'the session is gone');
  });

  scene('ends with 0 on a whole system, and lists what it did not watch', undefined, async ({ playwright }) => {
    const run = await playwright(both);
    assertEnding(run, 0, 'ok');
    assert.match(run.stdout, /^watchpost: ok, exit code 0$/m);
  });

  for (const [how, environment, args, code, why] of [
    [
      'that is slow',
      { WATCHPOST_SET: '{"budgets.health":1}' },
      alive,
      2,
      /degraded, exit code 2\n {2}api\/health: .*budget/,
    ],
    ['without a secret', { TINY_PASSWORD: '' }, both, 4, /exit code 4\n {2}auth\/login: not set: TINY_PASSWORD/],
    ['of which nothing was selected', {}, ['-g', 'nothing of this name'], 5, /exit code 5\n {2}nothing was selected/],
    ['that nobody knows', { WATCHPOST_CHECKS: 'api/helth' }, [], 4, /did you mean "api\/health"\?/],
    ['of a target that nobody knows', { WATCHPOST_TARGET: 'loventja' }, [], 4, /did you mean "loventia"\?/],
  ] as const) {
    scene(`says why it ends with ${code}: checks ${how}`, undefined, async ({ playwright }) => {
      const run = await playwright(args, environment);
      assert.equal(run.code, code, told(run));
      assert.match(said(run), why);
    });
  }

  scene('stops at the first failure when it is told to', healthDown, async ({ playwright }) => {
    const run = await playwright([...both, '-x']);
    assertEnding(run, 1, 'failed');
    assert.deepEqual(run.record?.harness, []);
    assert.match(reasonsOf(run), /1 of 2 expected checks did not run: auth\/login/);
  });

  scene('expects of a shard what belongs to it', undefined, async ({ playwright }) => {
    const expected: string[][] = [];
    for (const shard of ['1/2', '2/2']) {
      const run = await playwright([...both, `--shard=${shard}`]);
      assertEnding(run, 0, 'ok');
      expected.push(run.record?.expected ?? []);
    }
    assert.deepEqual(expected, [['api/health'], ['auth/login']]);
  });

  scene('records a repeated check once, as it came out at worst', healthyAt(0, 2), async ({ playwright }) => {
    const run = await playwright([...alive, '--repeat-each=3']);
    assertEnding(run, 1, 'failed');
    const [check, another] = run.record?.checks ?? [];
    assert.equal(another, undefined);
    assert.partialDeepStrictEqual(check, { outcome: 'fail', attempts: 3, remarks: ['repeated: 1 fail, 2 pass'] });
  });

  scene('calls a check degraded that holds only when it is tried again', healthyAt(1, 3), async ({ playwright }) => {
    const run = await playwright([...alive, '--retries=1']);
    assertEnding(run, 2, 'degraded');
    assert.partialDeepStrictEqual(checkOf(run, 'api/health'), { outcome: 'degraded', attempts: 2 });
    const listed = await playwright([...alive, '--retries=1', '--reporter=list']);
    assert.equal(listed.code, 1, told(listed));
    assert.match(listed.stdout, /1 flaky/);
  });

  scene('runs again what failed last time', healthyAt(1), async ({ playwright }) => {
    assertEnding(await playwright(both), 1, 'failed');
    const run = await playwright(['--last-failed']);
    assertEnding(run, 0, 'ok');
    assert.deepEqual(run.record?.expected, ['api/health']);
  });
});
