import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { type RunRecord, runRecordSchema } from '#record/run-record.ts';
import { playwright, root } from './start-run.ts';

/** A file of ours as a check imports it. */
export const ours = (path: string) => JSON.stringify(join(root, path));

/** The lines before the checks. */
const head = `
import { claim, expect, test } from ${ours('fixtures/index.ts')};
import { degrade, fail, notRun } from ${ours('fixtures/outcome/check-outcome.ts')};
import { defineFailures } from ${ours('record/failure-code.ts')};
const said = (failureClass) => ({ class: failureClass, message: ({ detail }) => detail });
const { auth, contract, latency } = defineFailures({ auth: said('auth'), contract: said('contract'), latency: said('latency') });
const of = (id, more = {}) => claim({ id, severity: 'P1', classes: ['auth', 'contract'], ...more });
`;

/** A run of checks that a test wrote. */
export interface StartedChecks {
  child: ChildProcess;
  folder: string;
  /** The folder of the run. */
  reports: string;
  ended: Promise<EndedChecks>;
}
export interface EndedChecks {
  code: number | null;
  out: string;
  record(): RunRecord;
}

export interface ChecksOptions {
  /** Variables of the run. */
  settings?: Record<string, string>;
  /** After which the run is cut off. */
  seconds?: number;
  /** Started as a command starts its runner; otherwise as a person does. */
  byCommand?: boolean;
}

/** Starts Playwright's own runner on these checks, in a folder of their own, with the real recorder and one worker. */
export function startChecks(t: TestContext, checks: string, options: ChecksOptions = {}): StartedChecks {
  const { settings = {}, seconds = 240, byCommand = false } = options;
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-recorder-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const reports = join(folder, 'reports', 'run');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'some.check.ts'), head + checks);
  writeFileSync(join(folder, 'playwright.config.ts'), configIn(folder, seconds));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    WATCHPOST_REPORTS: join(folder, 'reports'),
    WATCHPOST_RUN_ID: 'run',
    ...settings,
    ...(byCommand && { WATCHPOST_HELD: 'true' }),
  };
  const args = [playwright, 'test', `--config=${join(folder, 'playwright.config.ts')}`, '--pass-with-no-tests'];
  const child = spawn(process.execPath, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  if (byCommand) child.send({});
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('what the run says cannot be heard');
  const ended = Promise.all([text(stdout), text(stderr), once(child, 'close')]).then(([out, err]) => ({
    code: child.exitCode,
    out: out + err,
    record: () => runRecordSchema.parse(JSON.parse(readFileSync(join(reports, 'run-record.json'), 'utf8'))),
  }));
  return { child, folder, reports, ended };
}

const configIn = (folder: string, seconds: number) => `
import { startSignal } from ${ours('record/runner-ipc.ts')};
await startSignal();
export default {
  testDir: ${JSON.stringify(folder)},
  testMatch: '*.check.ts',
  build: { external: ['**/*.ts'] },
  outputDir: ${JSON.stringify(join(folder, 'evidence'))},
  fullyParallel: true,
  workers: 1,
  globalTimeout: ${seconds * 1_000},
  timeout: ${seconds * 1_000},
  expect: { timeout: ${seconds * 500} },
  reporter: [[${ours('reporters/recorder/recorder.ts')}]],
  projects: [{ name: 'http', grep: /@http/ }],
};
`;

/** Resolves once a check has written the file; a run that ends before that is an error. */
export async function written({ folder, ended }: StartedChecks, name: string): Promise<void> {
  const early = ended.then(({ out }) => assert.fail(`the run ended early: ${out}`));
  const watcher = watch(folder);
  try {
    while (!existsSync(join(folder, name))) await Promise.race([once(watcher, 'change'), early]);
  } finally {
    watcher.close();
  }
}

/** The checks of a record by their ids. */
export const checksIn = (record: RunRecord) =>
  Object.fromEntries(record.checks.map((check) => [check.id, check] as const));
