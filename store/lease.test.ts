import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { heldLeases, leaseFirst } from './lease.ts';
import { ownMark } from './process-mark.ts';

const names = ['account-0', 'account-1'];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-lease-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('each run gets a thing of its own, and none when all are held', async () => {
  const [first, second, third] = [
    await leaseFirst(folder, names, 'a', 0),
    await leaseFirst(folder, names, 'b', 0),
    await leaseFirst(folder, names, 'c', 0),
  ];
  assert.deepEqual([first?.name, second?.name, third], ['account-0', 'account-1', undefined]);
  assert.deepEqual((await heldLeases(folder)).toSorted(), names);
});

test('what is released is free again, also for one who waits', async () => {
  const held = await leaseFirst(folder, ['only'], 'a', 0);
  const waiting = leaseFirst(folder, ['only'], 'b', 60_000);
  await held?.release();
  assert.equal((await waiting)?.name, 'only');
});

test('what a dead process held is taken at once, before anything else', async () => {
  writeFileSync(join(folder, 'account-0'), JSON.stringify({ pid: await deadPid(), start: 1, run: 'dead' }));
  assert.equal((await leaseFirst(folder, names, 'next', 0))?.name, 'account-0');
});

test('what a process held whose id another one has now is free', async () => {
  writeFileSync(join(folder, 'only'), JSON.stringify({ ...ownMark(), start: 1, run: 'dead' }));
  assert.equal((await leaseFirst(folder, ['only'], 'next', 0))?.name, 'only');
});

test('ten at once never share one, however many of them dead processes held', async () => {
  const pool = Array.from({ length: 10 }, (_, at) => `account-${at}`);
  const dead = JSON.stringify({ pid: await deadPid(), start: 1, run: 'dead' });
  for (let round = 0; round < 60; round += 1) {
    for (const name of pool.slice(0, round % 11)) writeFileSync(join(folder, name), dead);
    const leases = await Promise.all(pool.map((run) => leaseFirst(folder, pool, run, 60_000)));
    assert.deepEqual(leases.map((lease) => lease?.name).toSorted(), pool);
    await Promise.all(leases.map((lease) => lease?.release()));
  }
});

test('a process that died while it took a lease over holds nobody up for long', async () => {
  writeFileSync(join(folder, 'only'), JSON.stringify({ pid: await deadPid(), start: 1, run: 'dead' }));
  const turn = join(folder, '.only.taking');
  writeFileSync(turn, '');
  assert.equal(await leaseFirst(folder, ['only'], 'early', 0), undefined, 'it may still be at it');
  utimesSync(turn, new Date(0), new Date(0));
  assert.equal((await leaseFirst(folder, ['only'], 'late', 60_000))?.name, 'only');
});

test('a folder that somebody else has put there holds nothing, and nothing is held in it', async () => {
  await leaseFirst(folder, ['only'], 'a', 0);
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  try {
    assert.deepEqual(await heldLeases(link), []);
    await assert.rejects(leaseFirst(link, ['other'], 'b', 0), /-link belongs to somebody else$/);
  } finally {
    rmSync(link);
  }
});

test('a pipe in the place of a lease holds nobody up, and is taken away', async () => {
  const pipe = join(folder, 'only');
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
  utimesSync(pipe, 0, 0);
  assert.equal((await leaseFirst(folder, ['only'], 'a', 0))?.name, 'only');
});
