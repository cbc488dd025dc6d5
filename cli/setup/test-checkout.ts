import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** npm's account of packages, by folder. */
export type Lockfile = Record<string, { version: string; [field: string]: unknown }>;

export interface CheckoutOptions {
  lockfile: Lockfile;
  /** What npm installed before; without it there is no node_modules. */
  installed?: Lockfile;
  /** What the stand-in for npm installs. */
  npmInstalls?: Lockfile;
  /** The stand-in for npm in shell, if it is to do something else; without either there is no npm. */
  npm?: string;
  /** The stand-in for apt-get in shell, `$last` being its last argument; without it there is no apt-get. */
  aptGet?: string;
  /** Playwright's own browser was downloaded before; without it there is no browser. */
  downloaded?: boolean;
  needsNode?: string;
  env?: Record<string, string>;
}

interface Ending {
  code: number | null;
  /** Both streams. */
  output: string;
}

/** Its names for the rooms. */
const ownPackage: { imports: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const source = fileURLToPath(new URL('../..', import.meta.url));
/** The discard port: nothing listens there, a connection is refused at once. */
const unreachable = 'http://127.0.0.1:9';

/**
 * A folder with the real set-up script and a tiny lockfile. Its PATH holds only stand-ins for npm and apt-get, which note
 * how they were called, so that nothing of the machine is touched.
 */
export function makeCheckout(t: TestContext, options: CheckoutOptions) {
  const root = mkdtempSync(join(tmpdir(), 'watchpost-setup-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
  };
  for (const file of globSync(['cli/setup.mjs', 'cli/setup/*.mjs', 'fixtures/browser/browser-path.mjs'], {
    cwd: source,
  })) {
    write(file, '');
    copyFileSync(join(source, file), join(root, file));
  }
  write(
    'package.json',
    JSON.stringify({ type: 'module', imports: ownPackage.imports, engines: { node: options.needsNode ?? '>=20' } }),
  );
  write('package-lock.json', JSON.stringify({ packages: { '': {}, ...options.lockfile } }));
  if (options.installed) layOut(write, 'node_modules', options.installed);
  if (options.npmInstalls) layOut(write, 'to-install', options.npmInstalls);
  writeStandIns(root, write, options);
  const env = {
    PATH: ['stand-ins', 'node_modules/.bin'].map((folder) => join(root, folder)).join(delimiter),
    HOME: root,
    PLAYWRIGHT_BROWSERS_PATH: join(root, 'browsers'),
    PLAYWRIGHT_DOWNLOAD_HOST: unreachable,
    WATCHPOST_BROWSER_ROOT: root,
    ...options.env,
  };
  const start = (...flags: string[]) => startSetUp(root, env, flags);
  const started = () => readLines(join(root, 'started'));
  return {
    root,
    write,
    start,
    setUp: (...flags: string[]) => start(...flags).ended,
    /** The commands that set-up started, each as its command line. */
    started,
    untilStarted: () => until(() => started().length > 0),
    remove: (path: string) => rmSync(join(root, path), { recursive: true }),
    lockAs: (pid: number) =>
      write('.watchpost/setup.lock/owner.json', JSON.stringify({ pid, host: hostname(), since: Date.now() })),
  };
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

type Write = (path: string, text: string, mode?: number) => void;

function layOut(write: Write, folder: string, packages: Lockfile): void {
  write(`${folder}/.package-lock.json`, JSON.stringify({ packages }));
  for (const [path, { version }] of Object.entries(packages)) {
    write(`${path.replace('node_modules', folder)}/package.json`, JSON.stringify({ version }));
  }
}

function writeStandIns(root: string, write: Write, options: CheckoutOptions): void {
  const { npm, npmInstalls, aptGet, installed, downloaded } = options;
  const standIn = (name: string, does: string) => {
    const note = `echo "${name} $*" >> '${root}/started'\nprintf %s "$PATH" > '${root}/${name}-path'\necho $$ > '${root}/${name}-pid'`;
    const script = `#!/bin/sh\n${note}\nPATH=/usr/bin:/bin\nfor last; do :; done\n${does}\n`;
    write(`stand-ins/${name}`, script, 0o755);
  };
  const install = `rm -rf node_modules && cp -R to-install node_modules`;
  if (npm ?? npmInstalls) standIn('npm', npm ?? install);
  if (aptGet) standIn('apt-get', aptGet);
  if (installed) writePlaywright(root, write);
  if (downloaded) write(finishedDownload, '');
}

/** Playwright's mark of a finished download of the revision that it wants. */
const finishedDownload = 'browsers/chromium_headless_shell-7/INSTALLATION_COMPLETE';

/** As much of Playwright as set-up touches: the revision it wants, and its installer's mark of a finished download. */
function writePlaywright(root: string, write: Write): void {
  const browsers = [{ name: 'chromium-headless-shell', revision: '7' }];
  write('node_modules/playwright-core/browsers.json', JSON.stringify({ browsers }));
  write('node_modules/playwright/package.json', '{}');
  const done = join(root, finishedDownload);
  write(
    'node_modules/playwright/cli.js',
    `const fs = require('node:fs');
    fs.appendFileSync('${root}/started', 'playwright ' + process.argv.slice(2).join(' ') + '\\n');
    fs.mkdirSync('${dirname(done)}', { recursive: true });
    fs.writeFileSync('${done}', '');`,
  );
}

function startSetUp(root: string, env: Record<string, string>, flags: string[]) {
  const child: ChildProcess = spawn(process.execPath, ['cli/setup.mjs', ...flags], { cwd: root, env });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
  return { child, ended };
}

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
