import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { assertNothingIsLeft } from './e2e/assert-nothing-is-left.ts';
import { type EndedRun, told } from './e2e/ended-run.ts';
import { findIn, findSecrets } from './e2e/find-secrets.ts';
import { canSeeProcesses } from './e2e/processes.ts';
import { type StartedDemo, startDemo } from './e2e/start-demo.ts';
import { startRun } from './e2e/start-run.ts';
import { until } from './e2e/until.ts';
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

/** Runs all checks and adds the tokens of the run to the secrets. */
async function runAndLearn(
  workspace: Workspace,
  demo: StartedDemo,
  secrets: Record<string, string>,
): Promise<EndedRun> {
  await using run = startRun(workspace, ['check', '--target', 'loventia', '--trigger', 'schedule'], demo.environment);
  const tokens = await until('the login', () => tokensIn(workspace).length > 1 && tokensIn(workspace), 60_000);
  for (const [at, token] of tokens.entries()) secrets[`token ${at}`] = token;
  return await run.ended;
}

async function assertNothingGotOut(
  workspace: Workspace,
  run: EndedRun,
  secrets: Record<string, string>,
): Promise<void> {
  assert.ok(Object.keys(secrets).length > 8, `there are secrets to look for: ${Object.keys(secrets)}`);
  const printed = { where: 'the output', text: run.stdout + run.stderr };
  assert.deepEqual([...findSecrets(workspace.folder, secrets), ...findIn(printed, secrets)], []);
  const withheld = run.record?.verdict.reasons.filter(({ message }) => message.includes('withheld'));
  assert.deepEqual(withheld, [], 'nothing had to be taken away');
  await assertNothingIsLeft(workspace);
  assert.deepEqual(readdirSync(workspace.temporary), [], 'no temporary folder is left');
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

test('a green run leaves no secret, no process and no temporary folder behind', {
  skip: !canSeeProcesses,
}, async () => {
  using workspace = new Workspace();
  await using demo = await startDemo();
  const secrets = secretsOf(demo);
  const run = await runAndLearn(workspace, demo, secrets);
  assert.equal(run.code, 0, told(run));
  await assertNothingGotOut(workspace, run, secrets);
});

test('a run with a failing signed-in page attaches a trace without a secret in it', {
  skip: !canSeeProcesses,
}, async () => {
  using workspace = new Workspace();
  await using demo = await startDemo(['cors']);
  const secrets = secretsOf(demo);
  const run = await runAndLearn(workspace, demo, secrets);
  assert.equal(run.code, 1, told(run));
  const page = run.record?.checks.find(({ id }) => id === 'auth/browser-session');
  const trace = page?.artifacts.find(({ name }) => name === 'trace');
  const [folder = ''] = workspace.runs();
  assert.ok(trace && existsSync(join(folder, trace.path)), `the trace is kept: ${JSON.stringify(page?.artifacts)}`);
  await assertNothingGotOut(workspace, run, secrets);
});
