import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { assertEnding, checkOf, type EndedRun, reasonsOf, told } from './e2e/ended-run.ts';
import { root, runToEnd } from './e2e/start-run.ts';
import { answering, type Instead, startTinySystem, type TinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

// People who know Playwright call it as they are used to. Whatever they call it with, a dead system is red, a whole one
// is green, and each other end has a word.

const down = () => new Response('down', { status: 500 });
const allDown: Instead = (path) => (path === '/health' || path === '/session' ? down() : undefined);

/** A health page of which only these answers, counted from 0, are what they should be. */
function healthyAt(...good: number[]): Instead {
  let asked = 0;
  return answering('/health', () => (good.includes(asked++) ? new Response('alive') : down()));
}

/** Time enough for a machine that does much else: nothing here is about how long an answer takes. */
const patient = JSON.stringify({ 'budgets.health': 60_000, 'budgets.login': 60_000, 'budgets.asset': 60_000 });

const impatientWithLogin = JSON.stringify({ ...JSON.parse(patient), 'budgets.login': 1 });

const flaky = healthyAt(1);
/** A login so slow that no load of this machine explains it, beside a health page that is well the second time. */
const slowAndFlaky: Instead = (path) => (path === '/session' ? pause(250, undefined) : flaky(path));

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
const both = ['-g', 'is alive|credentials log in'];
/** Of three files, one after the other in this order. */
const three = ['-g', 'is alive|credentials log in|signed-in user is known'];

/** Where a statement stands in a check, as reports name it. */
function placeOf(file: string, statement: string): string {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return `${file}:${lines.findIndex((line) => line.includes(statement)) + 1}`;
}
const failingLine = placeOf('checks/api/health.check.ts', 'if (!isSuccess(answer)) failOfStatus(');

describe('Playwright, called directly', { concurrency: 2 }, () => {
  scene(
    'calls a dead API failed, and never green what could not be asked',
    allDown,
    async ({ playwright, workspace }) => {
      const file = join(workspace.folder, 'told.json');
      const dead = ['-g', 'is alive|signed-in user is known', '--reporter=dot,json'];
      const run = await playwright(dead, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
      assert.equal(run.code, 1, told(run));
      assert.equal(run.record, undefined);
      for (const reporter of [run.stdout, readFileSync(file, 'utf8')]) {
        assert.match(reporter, /GET \/health answered 500, expected 200/);
        assert.match(reporter, /health\.check\.ts/, 'the check is named');
        assert.match(reporter, /not run \(blocked\): no session/);
      }
      assert.match(run.stdout, /^ {2}2 failed$/m);
      assert.ok(run.stdout.includes(`at ${join(root, failingLine)}:`), told(run));
      assert.match(run.stdout, /^ *> +\d+ \| .*failOfStatus\(answer\.exchange, 200\);$/m);
      assert.doesNotMatch(run.stdout, /Error Context|error-context|fixtures\/notes/, 'no prompt is written beside it');
    },
  );

  scene('lists what the target watches, asks and writes nothing, and then runs that alone', undefined, async (at) => {
    const listed = await at.playwright(['--list']);
    assert.deepEqual([listed.code, at.tiny.requests, at.workspace.runs()], [0, [], []], told(listed));
    assert.match(listed.stdout, /^Listing tests:\n {2}\[http\] › api\/health.check.ts/);
    const [, total] = /^Total: (\d+) tests/m.exec(listed.stdout) ?? [];
    const run = await at.playwright(['--reporter=list']);
    assert.equal(run.code, 0, told(run));
    assert.match(run.stdout, new RegExp(`^  ${total} passed`, 'm'));
    assert.doesNotMatch(run.stdout, /skipped|failed|flaky/);
  });

  scene(
    'runs the named checks alone, and is not green where one holds only in a second try',
    healthyAt(1),
    async (at) => {
      const run = await at.playwright([...both, '--retries=1', '--reporter=list'], { WATCHPOST_CHECKS: 'api/health' });
      assert.equal(run.code, 1, told(run));
      assert.match(run.stdout, /^ {2}1 flaky$/m);
      assert.doesNotMatch(run.stdout, /passed|credentials log in/);
      assert.deepEqual(at.tiny.requests, ['GET /health', 'GET /health']);
    },
  );
});

describe('Playwright, called directly with the recorder', { concurrency: 2 }, () => {
  scene('records a dead API once, however often it is asked, and publishes nothing', healthyAt(0, 2), async (at) => {
    const run = await at.playwright([...both, '--repeat-each=3']);
    assertEnding(run, 1, 'failed');
    assert.match(run.stdout, /^watchpost: failed, exit code 1\n {2}api\/health: GET \/health answered 500/m);
    const { checks = [] } = run.record ?? {};
    assert.deepEqual(checks.map(({ id }) => id).toSorted(), ['api/health', 'auth/login'], 'each once');
    const [health, login] = [checkOf(run, 'api/health'), checkOf(run, 'auth/login')];
    assert.partialDeepStrictEqual(health, { outcome: 'fail', failure: { at: failingLine } });
    assert.partialDeepStrictEqual(health, { attempts: 3, remarks: ['repeated: 1 fail, 2 pass'] }, 'as it was at worst');
    assert.equal(login?.outcome, 'pass');
    assert.ok(run.record?.notWatched.every(({ id }) => id !== 'api/health'));
    assert.equal(run.record?.publish.requests, 0);
    const written = readdirSync(at.workspace.reports, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      written.filter((name) => name.endsWith('.md') && !name.includes('playwright/')),
      [],
    );
    assert.deepEqual(readdirSync(at.workspace.temporary), [], 'the session is gone');
  });

  scene('stops at the first failure when it is told to, and runs that again', healthyAt(1), async ({ playwright }) => {
    const stopped = await playwright([...both, '-x']);
    assertEnding(stopped, 1, 'failed');
    assert.deepEqual(stopped.record?.harness, []);
    assert.match(reasonsOf(stopped), /1 of 2 expected checks did not run: auth\/login/);
    const run = await playwright(['--last-failed']);
    assertEnding(run, 0, 'ok');
    assert.match(run.stdout, /^watchpost: ok, exit code 0$/m);
    assert.deepEqual(run.record?.expected, ['api/health', 'auth/login'], 'and what that kept from running');
  });

  scene(
    'expects of a shard what belongs to it, and says why that is degraded',
    slowAndFlaky,
    async ({ playwright }) => {
      const run = await playwright([...three, '--shard=1/2', '--retries=1'], { WATCHPOST_SET: impatientWithLogin });
      assertEnding(run, 2, 'degraded');
      assert.deepEqual(run.record?.expected, ['api/health', 'auth/login']);
      assert.match(run.stdout, /^watchpost: degraded, exit code 2$/m);
      assert.match(run.stdout, /^ {2}auth\/login: .*budget/m, 'one is slow');
      assert.partialDeepStrictEqual(checkOf(run, 'api/health'), { outcome: 'degraded', attempts: 2 }, 'one is flaky');
    },
  );

  scene('expects of another shard the rest, and says which secret that misses', undefined, async ({ playwright }) => {
    const run = await playwright([...both, '--shard=2/2'], { TINY_PASSWORD: '' });
    assert.deepEqual([run.code, run.record?.expected], [4, ['auth/login']], told(run));
    assert.match(said(run), /exit code 4\n {2}auth\/login: not set: TINY_PASSWORD/);
  });

  for (const [how, environment, args, code, why] of [
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
});
