import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupFailure } from './failure.mjs';
import { say } from './say.mjs';

/** @typedef {{ pid: number, host: string, since: number }} Owner */

const pollMs = 200;
/** Every step has a limit, so no set-up can hold the lock longer than this. */
const oldestMs = 45 * 60_000;
const taken = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/**
 * Waits until no other set-up works in this checkout, then keeps others out until {@link releaseLock}.
 *
 * @param {string} folder
 */
export async function takeLock(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const deadline = Date.now() + oldestMs;
  let told = false;
  while (!tryTake(folder)) {
    const owner = readOwner(folder);
    if (owner && isStale(owner)) {
      breakLock(folder, owner);
      continue;
    }
    if (owner && !told) say(`another set-up (process ${owner.pid}) is at work here: waiting for it`);
    told ||= owner !== undefined;
    if (Date.now() > deadline)
      throw new SetupFailure([`another set-up does not end; if there is none, remove ${folder}.`]);
    await delay(pollMs);
  }
}

/** @param {string} folder */
export function releaseLock(folder) {
  if (readOwner(folder)?.pid === process.pid) rmSync(folder, { recursive: true, force: true });
}

/**
 * A folder that already names its owner is moved into place: a move onto a folder with content fails, so taking the lock
 * and signing it are one act.
 *
 * @param {string} folder
 */
function tryTake(folder) {
  const signed = `${folder}.${process.pid}`;
  mkdirSync(signed, { recursive: true });
  /** @type {Owner} */
  const owner = { pid: process.pid, host: hostname(), since: Date.now() };
  writeFileSync(join(signed, 'owner.json'), JSON.stringify(owner));
  try {
    renameSync(signed, folder);
    return true;
  } catch (error) {
    rmSync(signed, { recursive: true, force: true });
    if (taken.has(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) return false;
    throw error;
  }
}

/**
 * @param {string} folder
 * @returns {Owner | undefined} `undefined` when the lock was just given back
 */
function readOwner(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {Owner} owner */
function isStale({ pid, host, since }) {
  if (Date.now() - since > oldestMs) return true;
  return host === hostname() && !isAlive(pid);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Two waiters may see the same dead owner: the slower one must not throw out the faster one's new lock, so it looks at
 * what it moved away and puts it back.
 *
 * @param {string} folder
 * @param {Owner} dead
 */
function breakLock(folder, dead) {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return;
    throw error;
  }
  const moved = readOwner(aside);
  if (moved && moved.since !== dead.since) renameSync(aside, folder);
  else rmSync(aside, { recursive: true, force: true });
}
