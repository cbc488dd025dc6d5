import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, test } from 'node:test';
import { type KeptSession, recallSession, rememberSession } from './kept-session.ts';
import { folderStore } from './kinds/folder.ts';

const kept: KeptSession = {
  origin: 'https://api.shop.test',
  email: 'robot@shop.test',
  signedInAt: '2026-11-28T03:00:00.000Z',
  session: { accessToken: 'opaque-4f1d0c77', cookies: ['sid=9be1f00d; Path=/; HttpOnly'] },
  sessionsAtOnce: 'several',
  provenSeconds: 600,
};
const owner = { place: 'SHOP_ROBOT_EMAIL', password: 'correct horse' };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchpost-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = () => join(folder, 'sessions', 'SHOP_ROBOT_EMAIL.json');

test('a session that is kept comes back to the account that has its password, and to nobody else', async () => {
  const store = folderStore(folder);
  await rememberSession(store, owner, kept);
  assert.deepEqual(await recallSession(store, owner), kept);
  assert.match(String(await recallSession(store, { ...owner, password: 'another' })), /cannot be opened/);
  assert.match(String(await recallSession(store, { ...owner, place: 'OTHER' })), /no earlier run/);
});

test('what is kept anew under the same password looks different each time, and opens', async () => {
  const store = folderStore(folder);
  const written = async (session: KeptSession) => {
    await rememberSession(store, owner, session);
    return JSON.parse(await readFile(file(), 'utf8'));
  };
  const [one, other] = [await written(kept), await written(kept)];
  for (const part of ['iv', 'tag', 'text']) assert.notEqual(one[part], other[part], part);
  assert.deepEqual(await recallSession(store, owner), kept);
  // Somebody else's file, of the same account and password.
  const elsewhere = await mkdtemp(join(tmpdir(), 'watchpost-kept-'));
  const program = `
    import { rememberSession } from ${JSON.stringify(new URL('kept-session.ts', import.meta.url).href)};
    import { folderStore } from ${JSON.stringify(new URL('kinds/folder.ts', import.meta.url).href)};
    await rememberSession(folderStore(${JSON.stringify(elsewhere)}), ${JSON.stringify(owner)}, ${JSON.stringify({ ...kept, email: 'of@another.run' })});`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
  const there = folderStore(elsewhere);
  assert.equal(((await recallSession(there, owner)) as KeptSession).email, 'of@another.run');
  await rememberSession(there, owner, kept);
  assert.deepEqual(await recallSession(there, owner), kept);
  assert.deepEqual(await recallSession(store, owner), kept);
  await rm(elsewhere, { recursive: true, force: true });
});

test('a salt that somebody has put there is never taken over', async () => {
  const store = folderStore(folder);
  const own = { ...owner, password: 'of this test alone' };
  await mkdir(join(folder, 'sessions'), { recursive: true });
  const theirs = {
    salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
    iv: 'AAAAAAAAAAAAAAAA',
    tag: 'AAAAAAAAAAAAAAAAAAAAAA==',
    text: 'AAAA',
  };
  await writeFile(file(), JSON.stringify(theirs));
  assert.match(String(await recallSession(store, own)), /cannot be opened/);
  await rememberSession(store, own, kept);
  assert.notEqual(JSON.parse(await readFile(file(), 'utf8')).salt, theirs.salt);
  assert.deepEqual(await recallSession(store, own), kept);
});

test('what lies on the disk is for its owner alone, and tells nothing of the session or of the account', async () => {
  await rememberSession(folderStore(folder), owner, kept);
  const text = await readFile(file(), 'utf8');
  const spelt = (value: string) => [value, Buffer.from(value).toString('base64').slice(2, -4)];
  for (const secret of ['opaque-4f1d0c77', '9be1f00d', 'robot@shop.test', 'correct horse'].flatMap(spelt))
    assert.ok(!text.includes(secret), secret);
  assert.equal((await stat(file())).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(folder, '.writing')), []);
});

test('a file of another account, one that was changed and one that was cut off are no session, and stop nobody', async () => {
  const store = folderStore(folder);
  await rememberSession(store, owner, kept);
  const text = await readFile(file(), 'utf8');
  await writeFile(join(folder, 'sessions', 'OTHER.json'), text);
  assert.match(String(await recallSession(store, { ...owner, place: 'OTHER' })), /cannot be opened/);
  const { tag, ...rest } = JSON.parse(text);
  await writeFile(file(), JSON.stringify({ ...rest, tag: Buffer.from(tag, 'base64').reverse().toString('base64') }));
  assert.match(String(await recallSession(store, owner)), /cannot be opened/);
  for (const broken of [text.slice(0, 40), '', 'null', '{"salt":1}']) {
    await writeFile(file(), broken);
    assert.match(String(await recallSession(store, owner)), /no earlier run/, broken);
  }
});
