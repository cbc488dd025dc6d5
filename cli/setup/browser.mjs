import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from '#fixtures/browser/browser-path.mjs';
import { SetupFailure } from './failure.mjs';
import { isReachable } from './reachable.mjs';
import { say } from './say.mjs';
import { runStep } from './step.mjs';

/** @typedef {{ root: string, env: NodeJS.ProcessEnv }} Place */
/** @typedef {import('./step.mjs').StepResult} StepResult */

const probeMs = 3000;
const downloadLimitSeconds = 600;
const aptLimitSeconds = 900;
const aptPackages = ['chromium-headless-shell', 'chromium'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @throws SetupFailure when the setting names a browser that does not exist
 */
export function hasBrowser(env) {
  try {
    return findBrowser(env) !== undefined;
  } catch (error) {
    throw new SetupFailure([/** @type {Error} */ (error).message], { cause: error });
  }
}

/**
 * Brings a browser: Playwright's own from its download host, else Debian's package.
 *
 * @param {Place} place
 * @throws SetupFailure with what was tried and what to do
 */
export async function installBrowser(place) {
  const tried = [await download(place)];
  if (hasBrowser(place.env)) return;
  if (place.env['WATCHPOST_BROWSER'] !== 'bundled') tried.push(...(await installDebianPackage(place)));
  if (hasBrowser(place.env)) return;
  throw new SetupFailure([
    'no browser could be installed.',
    ...tried,
    "By hand: install Google Chrome, Chromium or Debian's chromium-headless-shell, or set WATCHPOST_BROWSER to the path of one.",
    'Checks that need none: npm run check -- --tier http',
  ]);
}

/**
 * @param {Place} place
 * @returns {Promise<string>} what happened, for the failure's text
 */
async function download({ root, env }) {
  const host =
    env['PLAYWRIGHT_CHROMIUM_DOWNLOAD_HOST'] || env['PLAYWRIGHT_DOWNLOAD_HOST'] || 'https://cdn.playwright.dev';
  // Through a proxy a direct probe says nothing; Playwright's own time-out has to do.
  const proxied = env['HTTPS_PROXY'] || env['https_proxy'];
  if (!proxied && !(await isReachable(host, probeMs))) {
    say(`no browser found, and Playwright's download host ${host} cannot be reached from here`);
    return `Playwright's browser: ${host} does not answer within ${probeMs / 1000} s`;
  }
  const dependencies = isRoot() && isDebianLike() ? ['--with-deps'] : [];
  const args = [
    join(root, 'node_modules', 'playwright', 'cli.js'),
    'install',
    '--only-shell',
    ...dependencies,
    'chromium',
  ];
  const title = 'downloading a browser (playwright install)';
  say(`no browser found: ${title}`);
  const result = await runStep({
    title,
    command: nodeFor(root),
    args,
    cwd: root,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', DEBIAN_FRONTEND: 'noninteractive', ...env },
    limitSeconds: downloadLimitSeconds,
  });
  return account('playwright install', result);
}

/**
 * @param {Place} place
 * @returns {Promise<string[]>}
 */
async function installDebianPackage(place) {
  if (!isOnPath('apt-get', place.env)) return [];
  if (!isRoot()) return ["Debian's package: installing it needs root (sudo apt-get install chromium-headless-shell)"];
  say(`installing a browser from the system's packages (apt-get): ${aptPackages[0]}`);
  const update = await aptGet(place, ['update']);
  const tried = update.ok ? [] : [account('apt-get update', update)];
  for (const name of aptPackages) {
    const result = await aptGet(place, ['install', '-y', '--no-install-recommends', name]);
    tried.push(account(`apt-get install ${name}`, result));
    if (result.ok) break;
  }
  return tried;
}

/** @param {Place} place @param {string[]} args */
function aptGet({ root, env }, args) {
  return runStep({
    title: `apt-get ${args[0]}${args.length > 1 ? ` ${args.at(-1)}` : ''}`,
    command: 'apt-get',
    args: ['-o', 'DPkg::Lock::Timeout=120', ...args],
    cwd: root,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    limitSeconds: aptLimitSeconds,
  });
}

/** @param {string} name @param {StepResult} result */
function account(name, { ok, ending, words }) {
  if (ok) return `${name}: succeeded, but no browser is where one was expected`;
  return [`${name} failed (${ending}). It says:`, ...words.map((line) => `  ${line}`)].join('\n');
}

/** @param {string} root */
function nodeFor(root) {
  const own = join(root, 'node_modules', '.bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

function isRoot() {
  return process.getuid?.() === 0;
}

function isDebianLike() {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string} command @param {NodeJS.ProcessEnv} env */
function isOnPath(command, env) {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, command)));
}
