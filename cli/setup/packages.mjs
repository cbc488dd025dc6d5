import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';

/**
 * @typedef {object} LockEntry one package in a lockfile, as npm writes it (lockfileVersion 3)
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [dev] only development needs it
 * @property {boolean} [optional] may be left out
 * @property {boolean} [devOptional] left out when both development and optional packages are
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 */
/** @typedef {Record<string, LockEntry>} LockEntries by folder, `node_modules/…` */

/** May be left out, but neither by the project's own tests nor where the store is in S3. */
const sdkOfStore = 'node_modules/@aws-sdk/client-s3';

/**
 * Why the installed packages are not what package-lock.json asks for. npm's own account of what it installed is compared,
 * so an install made by hand counts, and one that was cut off (npm writes the account last) does not.
 *
 * @param {string} root
 * @param {{ dev: boolean }} wanted
 * @param {NodeJS.ProcessEnv} env of the command, whose store may be in S3
 * @returns {string | undefined} the first difference, in words
 */
export function findMismatch(root, { dev }, env) {
  const isSdkWanted = dev || env['WATCHPOST_STORE']?.startsWith('s3://');
  const installed = readInstalled(root);
  if (!installed) return 'node_modules is missing or incomplete';
  for (const [folder, entry] of Object.entries(readLockfile(root))) {
    if (folder === sdkOfStore ? !isSdkWanted : !isWanted(folder, entry, dev)) continue;
    const reason = difference(root, folder, entry, installed[folder]);
    if (reason) return reason;
  }
  return undefined;
}

/** @param {string} root */
export function hasDevPackages(root) {
  return Object.values(readInstalled(root) ?? {}).some((entry) => entry.dev);
}

/**
 * @param {string} root
 * @throws SetupFailure when there is none, or a merge conflict in it
 */
export function readLockfile(root) {
  const entries = readEntries(join(root, 'package-lock.json'));
  if (entries) return entries;
  throw new SetupFailure([
    'package-lock.json is missing or not valid JSON: restore it, for example with git checkout.',
  ]);
}

/** @param {string} root */
function readInstalled(root) {
  return readEntries(join(root, 'node_modules', '.package-lock.json'));
}

/**
 * @param {string} file
 * @returns {LockEntries | undefined} `undefined` when the file is missing or broken
 */
function readEntries(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Development's optional packages count where they name this platform: the linter, the compiler and the bundler are such
 * binaries, and fail in their own words without them.
 *
 * @param {string} folder
 * @param {LockEntry} entry
 * @param {boolean} dev
 */
function isWanted(folder, entry, dev) {
  if (!folder.startsWith('node_modules/') || !fitsPlatform(entry)) return false;
  if (entry.optional) return dev && (entry.os !== undefined || entry.cpu !== undefined);
  return dev || !(entry.dev || entry.devOptional);
}

/** @param {LockEntry} entry */
export function fitsPlatform({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && (libc === undefined || allows(libc, libcName()));
}

/** @param {string | string[] | undefined} field @param {string} actual */
function allows(field, actual) {
  const names = [field ?? []].flat();
  if (names.includes(`!${actual}`)) return false;
  const allowed = names.filter((name) => !name.startsWith('!'));
  return allowed.length === 0 || allowed.includes(actual);
}

function libcName() {
  return existsSync('/etc/alpine-release') ? 'musl' : 'glibc';
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} installed
 */
function difference(root, folder, wanted, installed) {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!installed || !existsSync(join(root, folder))) return `${name} is missing`;
  if (installed.version !== wanted.version) {
    return `${name} is ${installed.version}, package-lock.json says ${wanted.version}`;
  }
  const bothKnown = installed.integrity && wanted.integrity;
  return bothKnown && installed.integrity !== wanted.integrity ? `${name} has another checksum` : undefined;
}
