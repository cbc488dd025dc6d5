import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bootDemo } from '#cli/boot-demo.ts';
import { launchOptions } from '#fixtures/browser/launch-options.ts';

// A job of CI on a clean machine, with npm's cache empty and a browser there: ours is a clone, what a workflow installs, and the
// checks over HTTP, published; beside it Elastic's synthetics, installed, with one journey that opens one page. Prints how long
// it took, in ms, and how much lies on the disk then, in MiB.

const synthetics = '@elastic/synthetics@1.26.3';
const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-cold-'));
const job = join(folder, 'job');
const env = {
  ...process.env,
  // The browser is there already.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  npm_config_cache: join(folder, 'npm'),
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
};
try {
  const ms = process.argv[2] === 'ours' ? await ourJob() : await otherJob();
  console.log(JSON.stringify({ ms, mib: bytesIn(job) / 2 ** 20 }));
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function ourJob(): Promise<number> {
  const demo = await bootDemo({ system: 'loventia', latency: '0', manyRuns: true });
  try {
    const begun = performance.now();
    await run('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, job], { env });
    await run('npm', ['ci', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund'], { cwd: job, env });
    const told = { ...env, ...demo.environment, WATCHPOST_STORE: join(folder, 'store') };
    const { stdout } = await run('npm', ['run', 'check', '--', '--tier', 'http'], { cwd: job, env: told });
    if (!/data points to CloudWatch/.test(stdout)) throw new Error(`nothing was published: ${stdout}`);
    return performance.now() - begun;
  } finally {
    await demo.close();
  }
}

async function otherJob(): Promise<number> {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<h1>Hello</h1>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const begun = performance.now();
    mkdirSync(join(job, 'journeys'), { recursive: true });
    writeFileSync(join(job, 'package.json'), JSON.stringify({ name: 'job', private: true }));
    writeFileSync(join(job, 'journeys', 'one.journey.js'), journeyTo(`http://127.0.0.1:${port}/`));
    await run('npm', ['install', '--no-audit', '--no-fund', synthetics], { cwd: job, env });
    const options = JSON.stringify(launchOptions(process.env));
    const args = ['elastic-synthetics', 'journeys', '--playwright-options', options];
    const { stdout } = await run('npx', ['--no-install', ...args], { cwd: job, env });
    if (!/\b1 passed\b/.test(stdout)) throw new Error(`no journey came to its end: ${stdout}`);
    return performance.now() - begun;
  } finally {
    server.close();
  }
}

function journeyTo(url: string): string {
  return `
const { journey, step, expect } = require('@elastic/synthetics');
journey('one page', ({ page }) => {
  step('opens', async () => {
    await page.goto('${url}');
    await expect(page.locator('h1')).toHaveText('Hello');
  });
});
`;
}

function bytesIn(path: string): number {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
