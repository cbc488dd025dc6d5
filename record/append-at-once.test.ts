import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { appendAtOnce } from './append-at-once.ts';
import { readAtOnce } from './read-at-once.ts';

const folder = mkdtempSync(join(tmpdir(), 'at-once-'));
const pipe = join(folder, 'pipe');
execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
after(() => rmSync(folder, { recursive: true }));

test('a pipe that nobody is at holds nobody who reads or adds to it', async () => {
  assert.equal(await readAtOnce(pipe), '');
  await assert.rejects(appendAtOnce(pipe, 'text'), { code: 'ENXIO' });
});

test('a file is created, added to and read', async () => {
  const file = join(folder, 'file');
  await appendAtOnce(file, 'one\n', 0o600);
  await appendAtOnce(file, 'two\n', 0o600);
  assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\n');
  assert.equal(await readAtOnce(file), 'one\ntwo\n');
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a folder holds no text, and what is not there is an error', async () => {
  assert.equal(await readAtOnce(folder), '');
  await assert.rejects(readAtOnce(join(folder, 'nothing')), { code: 'ENOENT' });
  writeFileSync(join(folder, 'there'), '');
  await assert.rejects(appendAtOnce(folder, 'text'), { code: 'EISDIR' });
});
