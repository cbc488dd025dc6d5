import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { type Claim, claimOf } from '#record/claim.ts';
import { root } from './document.ts';

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** A check as Playwright lists it, without asking anything of the target. */
export interface ListedCheck {
  title: string;
  claim: Claim;
}

/**
 * Lists all checks, as a target has them: also those that it does not watch.
 *
 * @param environment what the run would be told, such as `WATCHPOST_TARGET`.
 * @param config another configuration of Playwright.
 */
export async function listChecks(
  environment: Record<string, string>,
  config = join(root, 'tests/readme/every-check.config.ts'),
): Promise<ListedCheck[]> {
  const reports = await mkdtemp(join(tmpdir(), 'listed-'));
  const env = { ...process.env, WATCHPOST_REPORTS: reports, ...environment };
  const args = [playwright, 'test', '--list', '--reporter=json', '--config', config];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  await rm(reports, { recursive: true, force: true });
  const { suites, errors }: JSONReport = JSON.parse(out);
  if (errors.length > 0)
    throw new Error(`the checks do not load: ${errors.map(({ stack, message }) => stack ?? message)}`);
  return suites.flatMap(checksOf);
}

function checksOf({ suites = [], specs }: JSONReportSuite): ListedCheck[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ annotations }) => {
      const claim = claimOf(annotations as { type: string; description: string }[]);
      return claim ? [{ title, claim }] : [];
    }),
  );
  return [...own, ...suites.flatMap(checksOf)];
}
