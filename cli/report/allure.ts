import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { ConfigError } from '#targets/definition/problem.ts';

const require = createRequire(import.meta.url);

/** Allure ran and made no report. */
export class AllureFailed extends Error {
  override name = 'AllureFailed';
}

export interface AllureOutput {
  /** The report as one page. */
  html: string;
  /** The earlier lines of the history and one of this run, as Allure wrote them. */
  history: string;
}

/** How long Allure may take, in ms. */
const patienceMs = 120_000;

/**
 * Finds Allure's program among the development packages.
 *
 * @param find how it is looked for.
 * @throws {ConfigError} when it was left out of the installation.
 */
export function findAllure(find = () => require.resolve('allure')): string {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
  }
  throw new ConfigError([notInstalled]);
}

const notInstalled = {
  where: 'the package allure',
  found: 'it is not installed: npm ci --omit=dev leaves it out',
  expected: 'the development packages',
  remedy: 'run npm ci --include=dev, or open playwright/index.html in the folder of the run: it is there already',
};

/**
 * Makes the report of a folder of results. Writes to a temporary folder only.
 *
 * @param earlier lines of history that the charts begin with.
 * @throws {AllureFailed} with what the program said.
 */
export async function generate(
  program: string,
  { name, results, earlier }: { name: string; results: string; earlier: string },
): Promise<AllureOutput> {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-allure-'));
  const historyPath = join(folder, 'history.jsonl');
  const config = {
    name,
    output: join(folder, 'report'),
    historyPath,
    appendHistory: true,
    plugins: {
      awesome: {
        options: { reportName: name, singleFile: true, reportLanguage: 'en', groupBy: ['parentSuite', 'suite'] },
      },
    },
  };
  try {
    await writeFile(historyPath, earlier);
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    const args = [program, 'generate', '--config', join(folder, 'config.json'), resolve(results)];
    await promisify(execFile)(process.execPath, args, { cwd: folder, timeout: patienceMs }).catch(explain);
    const [html, history] = await Promise.all([
      readFile(join(folder, 'report', 'index.html'), 'utf8').catch(explain),
      readFile(historyPath, 'utf8'),
    ]);
    return { html, history };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function explain(error: Error & { stdout?: string; stderr?: string }): never {
  const said = [error.stdout, error.stderr].filter(Boolean).join('\n').trim() || error.message;
  throw new AllureFailed(`Allure made no report. It says:\n${said}`, { cause: error });
}
