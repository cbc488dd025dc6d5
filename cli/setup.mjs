import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasBrowser, installBrowser } from './setup/browser.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { releaseLock, takeLock } from './setup/lock.mjs';
import { requireNode } from './setup/node.mjs';
import { findMismatch, hasDevPackages } from './setup/packages.mjs';
import { say } from './setup/say.mjs';
import { runStep, stopRunningStep } from './setup/step.mjs';

// Brings what a command needs before npm starts it: packages, a Node that is new enough, a browser. It is plain JavaScript
// without dependencies, because it runs on whatever Node is there (18 or newer). With everything in place it says nothing.

/** @typedef {{ dev: boolean, browser: boolean, browserIfPossible: boolean }} Wanted */

const usage = 'usage: node cli/setup.mjs [--dev] [--browser | --browser-if-possible]';
const misconfigured = 4;
const installLimitSeconds = 900;
const root = fileURLToPath(new URL('..', import.meta.url));
const lock = join(root, '.watchpost', 'setup.lock');

try {
  await setUp(readFlags(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  for (const line of error.message.split('\n')) say(line);
  process.exitCode = misconfigured;
}

/** @param {Wanted} wanted */
async function setUp(wanted) {
  const mismatch = findMismatch(root, wanted, process.env);
  requireNode(root, { installing: mismatch !== undefined });
  const lacksBrowser = wantsBrowser(wanted) && !hasBrowser(process.env);
  if (!mismatch && !lacksBrowser) return;
  releaseOnSignals();
  await takeLock(lock);
  try {
    await bringPackages(wanted);
    await bringBrowser(wanted);
  } finally {
    releaseLock(lock);
  }
}

/**
 * Looks again first: the set-up that was waited for may have brought everything. A checkout with development's packages
 * keeps them, whichever command comes next.
 *
 * @param {Wanted} wanted
 */
async function bringPackages({ dev }) {
  const mismatch = findMismatch(root, { dev }, process.env);
  if (!mismatch) return;
  const choice = dev || hasDevPackages(root) ? ['--include=dev', '--include=optional'] : ['--omit=dev'];
  const title = `installing packages (npm ci ${choice.join(' ')})`;
  say(`${mismatch}: ${title}`);
  const env = { ...process.env, PATH: pathWithoutOwnPackages() };
  const step = { title, command: 'npm', args: ['ci', ...choice], cwd: root, env, limitSeconds: installLimitSeconds };
  const { ok, ending, words } = await runStep(step);
  if (!ok) throw packagesFailure(`npm ci failed (${ending}). It says:`, words);
  const left = findMismatch(root, { dev }, process.env);
  if (left) throw packagesFailure(`npm ci succeeded, but ${left}. It says:`, words);
  requireNode(root, { installing: false });
}

/** @param {string} what @param {string[]} words */
function packagesFailure(what, words) {
  return new SetupFailure([what, ...words.map((line) => `  ${line}`), 'By hand: npm ci, then the command again.']);
}

/** npm must not run on the Node in node_modules, which it is about to replace. */
function pathWithoutOwnPackages() {
  const own = join(root, 'node_modules', '.bin');
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter);
}

/** @param {Wanted} wanted */
async function bringBrowser(wanted) {
  if (!wantsBrowser(wanted) || hasBrowser(process.env)) return;
  try {
    await installBrowser({ root, env: process.env });
  } catch (error) {
    if (wanted.browser || !(error instanceof SetupFailure)) throw error;
    say(`${error.message.split('\n')[0]} Going on without: what needs one will not run.`);
  }
}

/** @param {Wanted} wanted */
function wantsBrowser({ browser, browserIfPossible }) {
  return browser || browserIfPossible;
}

/**
 * @param {string[]} args
 * @returns {Wanted}
 */
function readFlags(args) {
  const unknown = args.find((arg) => !['--dev', '--browser', '--browser-if-possible'].includes(arg));
  if (unknown) throw new SetupFailure([`unknown argument "${unknown}". ${usage}`]);
  return {
    dev: args.includes('--dev'),
    browser: args.includes('--browser'),
    browserIfPossible: args.includes('--browser-if-possible'),
  };
}

function releaseOnSignals() {
  /** @param {number} code */
  const leave = (code) => () => {
    stopRunningStep();
    releaseLock(lock);
    process.exit(code);
  };
  process.once('SIGINT', leave(130));
  process.once('SIGTERM', leave(143));
}
