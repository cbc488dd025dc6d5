import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { assertEnding, type EndedRun, reasonsOf, told } from './e2e/ended-run.ts';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { canSeeProcesses } from './e2e/processes.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { startRun } from './e2e/start-run.ts';
import { answering, checkTiny, startTinySystem } from './e2e/tiny-system.ts';
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

test('a green run writes down no secret and nobody that it met, and leaves nothing running', {
  skip: !canSeeProcesses,
}, async () => {
  using workspace = new Workspace();
  await using demo = await startDemo([], { plant: true });
  const secrets = { ...secretsOf(demo), ...plantedIn(demo) };
  const run = await runAndLearn(workspace, demo, secrets, unhurried);
  assert.equal(run.code, 0, told(run));
  assert.ok(secrets['token 0'], 'the tokens of the run were learnt');
  await assertNothingGotOut(workspace, run, demo, secrets);
  assertAllIsTold(workspace);
});

/** Faults that leave different evidence, and as much of a run as it takes to see it. */
const rows: [fault: string, broken: string, code: number, ...flags: string[]][] = [
  ['login-500', 'auth/login', 1, '--layer', 'auth', '--tier', 'http', '--debug'],
  [
    'api-timeout',
    'api/health',
    1,
    '--layer',
    'api',
    '--set',
    'budgets.request=1000',
    '--set',
    'apis.api.steady.requests=5',
  ],
  ['blank-page', 'frontend/renders', 1, '--check', 'frontend/renders'],
  ['image-403', 'images/visible', 1, '--check', 'images/visible', '--check', 'images/profile'],
  [
    'webhook-500',
    'billing/webhook',
    1,
    '--layer',
    'billing',
    '--depth',
    'api',
    '--set',
    'budgets.webhookGiveUp=4000',
    '--set',
    'budgets.premiumGiveUp=4000',
  ],
  ['cors', 'auth/browser-session', 1, '--check', 'auth/browser-session'],
];

describe('a run writes down no secret and nobody that it met', { concurrency: 2, skip: !canSeeProcesses }, () => {
  for (const [fault, broken, code, ...flags] of rows) {
    test(`when ${broken} does not hold: ${fault}`, async () => {
      using workspace = new Workspace();
      await using demo = await startDemo([fault], { plant: true });
      const secrets = { ...secretsOf(demo), ...plantedIn(demo) };
      const run = await runAndLearn(workspace, demo, secrets, flags);
      assert.equal(run.code, code, told(run));
      const check = run.record?.checks.find(({ id }) => id === broken);
      assert.equal(check?.outcome, 'fail', told(run));
      assertAllIsTold(workspace);
      if (check?.tier === 'browser') assertEvidence(workspace, check.artifacts);
      await assertNothingGotOut(workspace, run, demo, secrets);
    });
  }
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

test('in live a run keeps nothing of a page and no word of a body', { skip: !canSeeProcesses }, async () => {
  using workspace = new Workspace();
  await using demo = await startDemo(['blank-page', 'login-500'], { plant: true });
  const secrets = { ...secretsOf(demo), ...plantedIn(demo) };
  const live = ['environment=live', 'billing={"mode":"off"}'].flatMap((setting) => ['--set', setting]);
  const only = ['frontend/renders', 'frontend/pages', 'auth/login', 'api/ready'].flatMap((id) => ['--check', id]);
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

test('a marker that slips through withholds what holds it, and makes the run inconclusive', async () => {
  using workspace = new Workspace();
  const marker = `edge-${randomBytes(12).toString('hex')}`;
  const planted = join(workspace.folder, 'planted.json');
  writeFileSync(planted, JSON.stringify({ 'name of a server': marker }));
  // The name of a server is evidence by design, so that nothing takes this one out on the way.
  const alive = () => new Response('alive', { headers: { server: marker } });
  await using tiny = await startTinySystem(workspace, answering('/health', alive));
  const run = await checkTiny(workspace, tiny, ['--check', 'api/health'], { WATCHPOST_PLANTED: planted });
  assertEnding(run, 3, 'inconclusive');
  assert.match(reasonsOf(run), /withheld: journal\.jsonl held the secret name of a server/);
  const [folder = ''] = workspace.runs();
  assert.ok(!existsSync(join(folder, 'journal.jsonl')), 'what held it is gone');
  assert.deepEqual(findIn({ where: 'the output', text: run.stdout + run.stderr }, { marker }), []);
  assert.deepEqual(findSecrets(folder, { marker }), []);
});
