import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import packageFile from '../package.json' with { type: 'json' };
import type { World } from './plain/world.ts';
import type { Program } from './process.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** Where the measured runs write; taken away by the bench. */
export const scratch = join(tmpdir(), `watchpost-bench-${process.pid}`);

/** `npm run check`, without npm. */
export const check = (args: readonly string[], environment: Record<string, string>): Program => ({
  args: [...packageFile.scripts.check.split(' ').slice(1), ...args],
  cwd: root,
  env: { ...environment, WATCHPOST_REPORTS: join(scratch, 'reports'), WATCHPOST_STORE: join(scratch, 'store') },
});

/** What npm runs before each command. */
export const setUp: Program = { args: ['cli/setup.mjs', '--dev', '--browser'], cwd: root };

/** The same work without us. */
export const plainScript = (world: World): Program => ({
  args: [join(here, 'plain-script.ts')],
  cwd: root,
  env: { PLAIN_WORLD: JSON.stringify(world) },
});

/** Our audit of the Stripe account, in one process. */
export const audit = (environment: Record<string, string>): Program => ({
  args: [join(here, 'audit.ts')],
  cwd: root,
  env: { ...environment, WATCHPOST_TARGET: 'loventia', WATCHPOST_STORE: join(scratch, 'store') },
});

/** The calls it makes. */
export const auditCalls = (world: World): Program => ({
  args: [join(here, 'audit-calls.ts')],
  cwd: root,
  env: { PLAIN_WORLD: JSON.stringify(world) },
});

/** All that is made of a failed run of many checks. */
export const answer: Program = { args: [join(here, 'answer.ts')], cwd: root };

/** A gate whose release breaks the API, and one whose release is well. */
export const brokenGate: Program = { args: [join(here, 'gate.ts'), 'broken'], cwd: root };
export const goodGate: Program = { args: [join(here, 'gate.ts'), 'good'], cwd: root };

/** A triage that waits for its next look. */
export const idleTriage: Program = { args: [join(here, 'triage-idle.ts')], cwd: root };

/** A job of CI that finds nothing there but a browser, and Elastic's. */
export const coldJob: Program = { args: [join(here, 'cold.ts'), 'ours'], cwd: root };
export const otherColdJob: Program = { args: [join(here, 'cold.ts'), 'other'], cwd: root };

/** The least that Playwright's runner can do: no configuration of ours, one test, one request. */
export const oneRequestTest = (api: string): Program => ({
  args: [playwright, 'test', 'one-request.spec.ts', '--output', join(scratch, 'one-request')],
  cwd: here,
  env: { ONE_REQUEST_URL: `https://127.0.0.1:${new URL(api).port}/health` },
});
