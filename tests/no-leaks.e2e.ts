import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import type { FaultId } from '#demo/loventia/faults.ts';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { type EndedRun, told } from './e2e/ended-run.ts';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { canSeeProcesses } from './e2e/processes.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { startRun } from './e2e/start-run.ts';
import { unhurried } from './e2e/unhurried.ts';
import { Workspace } from './e2e/workspace.ts';

const jwt = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g;

/** Everything of a demo that nobody may read in a report; the tokens are added while they come up. */
function secretsOf({ credentials, stripe, aws }: StartedDemo): Record<string, string> {
  const passwords = [...credentials.probes, credentials.witness].map(({ password }, at) => [
    `password ${at}`,
    password,
  ]);
  const { secretKey, restrictedKey, webhookSecret } = stripe;
  return { ...Object.fromEntries(passwords), secretKey, restrictedKey, webhookSecret, awsSecret: aws.secretAccessKey };
}

/** The tokens that the workers share at this moment. */
function tokensIn({ temporary }: Workspace): string[] {
  const folders = readdirSync(temporary).filter((name) => name.startsWith('watchpost-'));
  const files = folders.map((name) => join(temporary, name, 'login.json')).filter((file) => existsSync(file));
  return files.flatMap((file) => readFileSync(file, 'utf8').match(jwt) ?? []);
}

/** Runs checks in a workspace and adds the tokens of the run, if it has a session, to the secrets. */
async function runAndLearn(
  workspace: Workspace,
  demo: StartedDemo,
  secrets: Record<string, string>,
  flags: readonly string[],
): Promise<EndedRun> {
  const summary = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(workspace.folder, 'summary.md') };
  const command = ['check', '--target', 'loventia', '--trigger', 'schedule', ...flags];
  await using run = startRun(workspace, command, { ...demo.environment, ...summary });
  const over = run.ended.then(() => true);
  const tokens = () => tokensIn(workspace);
  while (tokens().length === 0 && !(await Promise.race([over, pause(50, false)])));
  for (const [at, token] of tokens().entries()) secrets[`token ${at}`] = token;
  return await run.ended;
}

/** What the demo planted in its answers and pages, by names. */
const plantedIn = ({ plantedFile = '' }: StartedDemo): Record<string, string> =>
  JSON.parse(readFileSync(plantedFile, 'utf8'));

async function assertNothingGotOut(
  workspace: Workspace,
  run: EndedRun,
  demo: StartedDemo,
  secrets: Record<string, string>,
): Promise<void> {
  assert.ok(Object.keys(secrets).length > 30, `there is much to look for: ${Object.keys(secrets)}`);
  const said = [
    { where: 'the output', text: run.stdout + run.stderr },
    { where: 'what CloudWatch was sent', text: JSON.stringify(demo.cloudwatchRequests()) },
    { where: 'the series at CloudWatch', text: JSON.stringify(demo.cloudwatchSeries()) },
  ];
  assert.deepEqual([...findSecrets(workspace.folder, secrets), ...said.flatMap((one) => findIn(one, secrets))], []);
  const withheld = run.record?.verdict.reasons.filter(({ message }) => message.includes('withheld'));
  assert.deepEqual(withheld, [], 'nothing had to be taken away');
  await assertNothingIsLeft(workspace);
  assert.deepEqual(readdirSync(workspace.temporary), [], 'no temporary folder is left');
}

const written = ['run-record.json', 'journal.jsonl', 'report.html', 'playwright/index.html', 'allure-results'];

/** Where there is much to find, each way in which a run tells something was there to be searched. */
function assertAllIsTold(workspace: Workspace): void {
  const [folder = ''] = workspace.runs();
  for (const name of written) assert.ok(existsSync(join(folder, name)), `${name} is there`);
  assert.ok(existsSync(join(workspace.folder, 'summary.md')), 'the job summary is there');
}

/** The titles of the steps of a check, at any depth, as Allure is told them. */
function stepsOf(workspace: Workspace, claim: string): string[] {
  const folder = join(workspace.runs()[0] ?? '', 'allure-results');
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return results
    .filter((text) => JSON.parse(text).name === claim)
    .flatMap((text) => text.match(/"name":"[^"]*"/g) ?? []);
}

test('the search finds a secret in every form and depth in which a run writes files', () => {
  using workspace = new Workspace();
  const secret = 'p&ss"wörd/+1';
  mkdirSync(workspace.reports);
  const zip = zipSync({ 'trace.network': strToU8(`{"body":${JSON.stringify(secret)}}`) });
  const nested = zipSync({ 'inner.zip': zip });
  const files = {
    'raw.txt': secret,
    'url.txt': encodeURIComponent(secret),
    'basic.txt': Buffer.from(`me:${secret}:you`).toString('base64'),
    'trace.zip': nested,
    'index.html': `<script>window.report = "data:application/zip;base64,${Buffer.from(nested).toString('base64')}"</script>`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(workspace.reports, name), content);
  const found = findSecrets(workspace.reports, { secret }).map((line) => line.split(' ', 1)[0]);
  assert.deepEqual([...new Set(found)].toSorted(), Object.keys(files).toSorted());
});

/** Faults whose causes are independent of each other, what they break, and as much of a run as it takes to see it. */
const rows: [what: string, faults: FaultId[], broken: string[], flags: string[]][] = [
  // Everything else holds: nearly all that a green run writes is written here too.
  [
    'everything runs and a photo is missing',
    ['image-403'],
    ['images/cors', 'images/profile', 'images/samples', 'images/visible'],
    unhurried,
  ],
  [
    'a page, a session and a webhook fail, and every request is shown',
    ['blank-page', 'refresh-401', 'webhook-500'],
    ['frontend/renders', 'auth/refresh', 'billing/webhook', 'billing/premium'],
    [
      ...['frontend/renders', 'auth/refresh', 'auth/login', 'auth/wrong-credentials', 'auth/me'],
      ...['billing/checkout', 'billing/payment', 'billing/webhook', 'billing/premium', 'billing/cancel'],
    ]
      .flatMap((id) => ['--check', id])
      .concat('--depth', 'api', '--debug', ...unhurried)
      .concat('--set', 'budgets.webhookGiveUp=4000', '--set', 'budgets.premiumGiveUp=4000'),
  ],
];

describe('a run writes down no secret and nobody that it met, and leaves nothing running', {
  skip: !canSeeProcesses,
}, () => {
  let demo: StartedDemo;
  before(async () => {
    demo = await startDemo([], { plant: true });
  });
  after(() => demo[Symbol.asyncDispose]());
  const turnOn = (t: TestContext, faults: readonly FaultId[]) => {
    for (const fault of faults) demo.faults.turnOn(fault);
    t.after(() => {
      for (const fault of faults) demo.faults.turnOff(fault);
    });
  };

  for (const [what, faults, broken, flags] of rows) {
    test(`when ${what}`, async (t) => {
      using workspace = new Workspace();
      turnOn(t, faults);
      const secrets = { ...secretsOf(demo), ...plantedIn(demo) };
      const run = await runAndLearn(workspace, demo, secrets, flags);
      assert.equal(run.code, 1, told(run));
      assert.ok(secrets['token 0'], 'the tokens of the run were learnt');
      const checks = (run.record?.checks ?? []).filter(({ outcome }) => outcome === 'fail');
      assert.deepEqual(checks.map(({ id }) => id).toSorted(), broken.toSorted(), told(run));
      assertAllIsTold(workspace);
      const steps = stepsOf(workspace, 'a declined card buys nothing, and the page says so');
      const navigations = steps.filter((name) => name.includes('Navigate'));
      if (!flags.includes('--check')) assert.equal(navigations.length, 1, `the steps of a check are its own: ${steps}`);
      for (const check of checks) if (check.tier === 'browser') assertEvidence(workspace, check.artifacts);
      await assertNothingGotOut(workspace, run, demo, secrets);
    });
  }

  test('in live, where it keeps nothing of a page and no word of a body', async (t) => {
    using workspace = new Workspace();
    turnOn(t, ['blank-page', 'login-500']);
    const secrets = { ...secretsOf(demo), ...plantedIn(demo) };
    const live = ['environment=live', 'billing={"mode":"off"}'].flatMap((setting) => ['--set', setting]);
    const only = ['frontend/renders', 'auth/login', 'api/ready'].flatMap((id) => ['--check', id]);
    const run = await runAndLearn(workspace, demo, secrets, [...live, ...only, '--debug']);
    assert.equal(run.code, 1, told(run));
    assert.equal(run.record?.environment, 'live');
    const { checks = [] } = run.record ?? {};
    const exchanges = checks.flatMap((check) => check.exchanges);
    assert.ok(
      exchanges.some(({ bodyShape }) => bodyShape?.includes('lastMatch')),
      'bodies are told by their shape',
    );
    assert.deepEqual(
      exchanges.filter(({ bodyStart }) => bodyStart !== undefined),
      [],
    );
    const kept = checks.flatMap(({ artifacts }) => artifacts.map(({ name }) => name));
    assert.deepEqual(kept, [], 'no trace, no screenshot');
    await assertNothingGotOut(workspace, run, demo, secrets);
  });
});

/** A failing page is kept: there was something that could have held a secret. */
function assertEvidence(workspace: Workspace, artifacts: readonly { name: string; path: string }[]): void {
  const kept = artifacts.filter(({ path }) => existsSync(join(workspace.runs()[0] ?? '', path)));
  for (const wanted of ['trace', 'screenshot'])
    assert.ok(
      kept.some(({ name }) => name === wanted),
      `a ${wanted} is kept: ${JSON.stringify(artifacts)}`,
    );
}
