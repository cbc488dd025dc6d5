import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { launchOptions } from '#fixtures/browser/launch-options.ts';
import { root } from './readme/document.ts';

describe('the Allure report of a run', () => {
  let folder: string;
  const [first, second] = ['20261121-0730-aaaa', '20261121-0735-bbbb'];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'allure-'));
    const flags = ['--fault', 'ready-db', '--tier', 'http', '--check', 'api/ready'];
    const { code } = await node('cli/start.ts', flags, { WATCHPOST_RUN_ID: first });
    assert.equal(code, 1);
    await laterRun();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function node(program: string, flags: string[], environment: Record<string, string> = {}) {
    const places = { WATCHPOST_REPORTS: join(folder, 'reports'), WATCHPOST_STORE: join(folder, 'store') };
    const env = { ...process.env, ...places, ...environment };
    const cwd = program.includes('report') ? folder : root;
    const child = spawn(process.execPath, [join(root, program), ...flags], { cwd, env });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: child.exitCode, out, err };
  }

  /** The same results once more, five minutes later. */
  async function laterRun() {
    const [from, to] = [first, second].map((id) => join(folder, 'reports', id)) as [string, string];
    await cp(from, to, { recursive: true });
    const record = JSON.parse(await readFile(join(to, 'run-record.json'), 'utf8'));
    const startedAt = new Date(Date.parse(record.startedAt) + 300_000).toISOString();
    await writeFile(join(to, 'run-record.json'), JSON.stringify({ ...record, id: second, startedAt }));
  }

  const report = (...flags: string[]) => node('cli/report.ts', flags);
  const page = (id = second) => join(folder, 'reports', id, 'allure.html');
  const history = async () => {
    const lines = (await readFile(join(folder, 'store/allure-history.jsonl'), 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line).name);
  };

  test('is made of the newest run, and of an earlier one when it is named', async () => {
    assert.match((await report()).out, new RegExp(`^reports/${second}/allure.html: run ${second} .*charts: 0`));
    assert.match((await report('--run', first)).out, new RegExp(`^reports/${first}/allure.html`));
    assert.match((await report()).out, /charts: 1$/m);
  });

  test('enters each run in the history once, however often it was asked for', async () => {
    assert.deepEqual(await history(), [`loventia (demo) ${first}`, `loventia (demo) ${second}`]);
  });

  test('opens from disk, shows the failure and calls nobody', async () => {
    assert.doesNotMatch(await readFile(page(), 'utf8'), /googletagmanager|google-analytics/);
    const browser = await chromium.launch(launchOptions(process.env));
    try {
      const tab = await browser.newPage();
      const leaving: string[] = [];
      const complaints: string[] = [];
      await tab.route(/^(https?|wss?):/, (route) => {
        leaving.push(route.request().url());
        return route.abort();
      });
      tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      tab.on('pageerror', (error) => complaints.push(error.message));
      await tab.goto(pathToFileURL(page()).href);
      await tab.getByText('api is ready and so is everything it depends on').first().click();
      await tab.getByText('db=state:0').first().waitFor();
      await tab
        .getByText(/^History/)
        .first()
        .click();
      assert.deepEqual({ leaving, complaints }, { leaving: [], complaints: [] });
    } finally {
      await browser.close();
    }
  });

  test('is refused for a run that does not exist, with the id that was meant', async () => {
    const { code, err } = await report('--run', '20261121-0730-aaab');
    assert.equal(code, 4);
    assert.match(err, new RegExp(`did you mean "${first}"\\?`));
  });
});
