import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { removeRunTempDir, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import { recallSession } from '#store/kept-session.ts';
import { folderStore } from '#store/kinds/folder.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { keepSession } from './keep-session.ts';
import { unnamedSecrets } from './secrets-of-run.ts';

const target = await loadTarget('loventia');
const environment = { WATCHPOST_PROBE_EMAIL: 'robot@loventia.test', WATCHPOST_PROBE_PASSWORD: 'x4-Qw9-right' };
const owner = { place: 'WATCHPOST_PROBE_EMAIL', password: 'x4-Qw9-right' };
const [early, late] = ['2026-11-28T03:00:00.000Z', '2026-11-28T03:05:00.000Z'];

let folder = '';
let runId = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-keep-session-'));
  runId = `keep-session-${crypto.randomUUID()}`;
});
afterEach(() => {
  removeRunTempDir(runId);
  rmSync(folder, { recursive: true, force: true });
});

const share = (name: string, result: object) =>
  writeFileSync(join(runTempDir(runId), name), JSON.stringify({ result }));

function signIn(token: string, at: string): void {
  const session = { accessToken: token, refreshToken: `refresh-${token}`, cookies: [`refreshToken=cookie-${token}`] };
  share('login.json', { outcome: 'in', account: target.auth?.probe, at, session, ms: 12 });
}

const keep = (checks = [aCheck('auth/me')]) =>
  keepSession({ checks }, { target, runId }, environment, folderStore(folder));

async function kept() {
  const found = await recallSession(folderStore(folder), owner);
  return typeof found === 'string' ? undefined : found;
}

test('the session of a run is kept for the next, and nothing that would refresh it', async () => {
  signIn('token-a17', early);
  await keep();
  const { session, origin, email, signedInAt } = (await kept()) ?? assert.fail();
  assert.deepEqual(session, { accessToken: 'token-a17', cookies: [] });
  assert.deepEqual([origin, email, signedInAt], ['https://api.loventia.example', 'robot@loventia.test', early]);
});

test('of runs beside each other the one that signed in last leaves its session, whichever ends last', async () => {
  signIn('token-late', late);
  await keep();
  signIn('token-early', early);
  await keep();
  assert.equal((await kept())?.session.accessToken, 'token-late');
});

test('what runs have seen of sessions stays known', async () => {
  signIn('token-one', early);
  await keep();
  const before = (await kept()) ?? assert.fail();
  share('earlier-session.json', {
    ...{ outcome: 'accepted', ageSeconds: 300, exchanges: [] },
    kept: { ...before, sessionsAtOnce: 'several' },
  });
  signIn('token-two', late);
  await keep();
  const next = (await kept()) ?? assert.fail();
  assert.deepEqual([next.session.accessToken, next.sessionsAtOnce, next.provenSeconds], ['token-two', 'several', 300]);
  const secrets = Object.values(await unnamedSecrets({ runId, target }));
  assert.ok(['token-one', 'token-two', 'refresh-token-two'].every((value) => secrets.includes(value)));
});

test('a session that is refused is not kept', async () => {
  signIn('token-bad', early);
  await keep([aFailure('auth/me', 'auth')]);
  assert.equal(await kept(), undefined);
});

test('an earlier session that a run met refused and did not judge stays for one that does', async () => {
  signIn('token-old', early);
  await keep();
  share('earlier-session.json', { outcome: 'refused', ageSeconds: 300, exchanges: [], kept: await kept() });
  signIn('token-new', late);
  await keep();
  assert.equal((await kept())?.session.accessToken, 'token-old');
  await keep([aCheck('auth/me'), aFailure('auth/session-survives', 'auth')]);
  assert.equal((await kept())?.session.accessToken, 'token-new');
});
