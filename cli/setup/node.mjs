import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { fitsPlatform, readLockfile } from './packages.mjs';

/** The optional package that carries Node for this platform; it exists for some platforms only. */
const runtimeFolder = `node_modules/node-${process.platform}-${process.arch}`;

/**
 * Makes sure that the npm scripts will find a Node that is new enough: the one of the optional package, which npm puts
 * first on the scripts' PATH, or the one that runs this.
 *
 * @param {string} root
 * @param {{ installing: boolean }} plan whether packages are about to be installed
 * @throws SetupFailure when they will not
 */
export function requireNode(root, { installing }) {
  const needed = neededMajor(root);
  const found = [process.versions.node, installedRuntime(root)].filter((version) => version !== undefined);
  if (found.some((version) => Number.parseInt(version, 10) >= needed)) return;
  const bringsOwn = lockfileBringsRuntime(root);
  if (bringsOwn && installing) return;
  const where = `found v${process.versions.node} (${process.execPath})`;
  if (bringsOwn) {
    throw new SetupFailure([
      `Watchpost needs Node ${needed} or newer; ${where}, and node_modules was installed without the optional packages that bring it. Run "npm ci", or put Node ${needed} first on PATH.`,
    ]);
  }
  throw new SetupFailure([
    `Watchpost needs Node ${needed} or newer; ${where}. Install Node ${needed} (https://nodejs.org) and run the command again.`,
  ]);
}

/** @param {string} root */
function neededMajor(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Number(/\d+/.exec(engines.node)?.[0]);
}

/**
 * @param {string} root
 * @returns {string | undefined}
 */
function installedRuntime(root) {
  const file = join(root, runtimeFolder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** @param {string} root */
function lockfileBringsRuntime(root) {
  const entry = readLockfile(root)[runtimeFolder];
  return entry !== undefined && fitsPlatform(entry);
}
