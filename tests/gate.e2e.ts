import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ChildRun, lastJsonIn, runChild } from '#cli/child-run.ts';
import { openReceivers } from '#demo/receivers/open-receivers.ts';
import { recordedFolder } from '#record/samples/recorded.ts';
import { answerSchema } from '#reporters/json/answer-schema.ts';
import { gateAnswerSchema } from '#run/gate/gate-answer.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { until } from './e2e/until.ts';

/** A run of before each of these deploys, in which all was well. */
const baseline = fileURLToPath(new URL('clean-run.json', recordedFolder('loventia')));
const soon = ['--rounds', '1', '--bake', '0s', '--layer', 'api', '--tier', 'http', '--baseline', baseline];

/** A gate of the demo under way, in a world of its own. */
async function startGate(demo: StartedDemo, ...flags: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-gate-'));
  const outputs = join(folder, 'outputs');
  const environment = { ...demo.environment, GITHUB_OUTPUT: outputs };
  const args = [...flags, ...soon, '--json'];
  const ended = runChild('gate.ts', args, { folder, environment, signal: AbortSignal.timeout(120_000) });
  return { ended, folder, outputs, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

const answerIn = (run: ChildRun) => {
  const line = lastJsonIn(run);
  assert.ok(line, run.err);
  return gateAnswerSchema.parse(JSON.parse(line));
};

/** Lets a gate see what is served before its deploy comes. */
async function hasAsked({ log }: StartedDemo): Promise<void> {
  const before = log().length;
  const asks = () =>
    log()
      .slice(before)
      .some(({ path }) => path === '/api/healthz');
  await until('the gate to ask for the release', asks);
}

describe('the gate of a deploy', () => {
  let demo: StartedDemo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo[Symbol.asyncDispose]());

  test('says nothing of a release that never arrives, but what is served in its place', async () => {
    const release = `api=${demo.deployment.next().apiSha}`;
    await using gate = await startGate(demo, '--release', release, '--fence-timeout', '1s');
    const run = await gate.ended;
    const { verdict, rollback, remarks, rounds } = answerIn(run);
    assert.deepEqual([run.code, verdict, rollback, rounds.length], [3, 'inconclusive', 'no', 0], run.err);
    assert.match(remarks.join(), /^api never served [0-9a-f]{7}: \d+ of \d+ last reads named [0-9a-f]{7}$/);
    assert.deepEqual(
      await readdir(join(gate.folder, 'reports')),
      [],
      'the look that was made ready has left something',
    );
    assert.deepEqual(await readdir(join(gate.folder, 'tmp')), []);
  });

  test('lets a release pass that is rolled out while it waits', async () => {
    const [current, next] = [demo.deployment.current(), demo.deployment.next()];
    await using gate = await startGate(demo, '--release', `api=${next.apiSha.slice(0, 9)}`);
    await hasAsked(demo);
    await demo.deployment.rollOut('next', 20);
    const run = await gate.ended;
    const { verdict, rollback, rounds, releases } = answerIn(run);
    assert.deepEqual([run.code, verdict, rollback], [0, 'ok', 'no'], run.err);
    const kinds = rounds.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['critical', 'all']);
    for (const { id, verdict: seen } of rounds) {
      const text = await readFile(join(gate.folder, 'reports', id, 'answer.json'), 'utf8');
      assert.equal(answerSchema.parse(JSON.parse(text)).verdict.name, seen);
    }
    const api = releases.find(({ component }) => component === 'api');
    assert.deepEqual([api?.served, api?.before], [next.apiSha, current.apiSha]);
  });

  test('rolls back a release that breaks the API, and says so to the workflow and to whom it was asked to tell', async () => {
    await using receivers = await openReceivers();
    demo.environment['TEAM_SLACK'] = `${receivers.origin}/slack`;
    const telling = ['--tell', '--set', 'tell={"team":{"kind":"slack","url":"TEAM_SLACK"}}'];
    await using gate = await startGate(demo, '--release', `api=${demo.deployment.previous().apiSha}`, ...telling);
    await hasAsked(demo);
    demo.faults.turnOn('ready-db');
    await demo.deployment.rollOut('current', 20);
    const run = await gate.ended;
    const { verdict, rollback, scope, causes, rounds } = answerIn(run);
    assert.deepEqual([run.code, verdict, rollback, scope], [1, 'failed', 'yes', 'backend'], run.err);
    assert.deepEqual([causes[0]?.check, causes[0]?.age], ['api/ready', 'new']);
    // One look was enough: what it found red it asked again.
    assert.deepEqual(
      rounds.map(({ kind, again }) => [kind, again]),
      [['critical', ['api/ready']]],
    );
    const outputs = await readFile(gate.outputs, 'utf8');
    assert.match(
      outputs,
      /^verdict=failed\nrollback=yes\nscope=backend\ncause=.*\(api\/ready\)\nreport=.*report\.html\n$/,
    );
    assert.deepEqual([receivers.slack.length, receivers.refused], [1, []], run.err);
  });
});
