import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { removeRunTempDir, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { openedSession } from '#fixtures/session/opened-session.ts';
import { type KeptSession, rememberSession } from '#store/kept-session.ts';
import { openStore } from '#store/open-store.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { openEarlierSession } from './open-earlier-session.ts';

const loventia = await loadTarget('loventia');
const auth = loventia.auth ?? assert.fail();
const { probe } = auth;
const second = { email: 'SECOND_EMAIL', password: 'SECOND_PASSWORD' } as typeof probe;
const target = { ...loventia, auth: { ...auth, pool: [second] } } as typeof loventia;

let folder = '';
let runId = '';
const runs: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-open-session-'));
});
afterEach(() => {
  runs.splice(0).forEach(removeRunTempDir);
  rmSync(folder, { recursive: true, force: true });
});

const environment = (password = 'x4-Qw9-right') => ({
  WATCHPOST_STORE: folder,
  [probe.password]: password,
  [second.password]: 'another-8r',
});
const keep = (place: string, password: string, accessToken: string) =>
  rememberSession(
    openStore(target, environment()),
    { place, password },
    {
      ...{ origin: 'https://api.loventia.example', email: `${place}@loventia.test`, provenSeconds: 0 },
      ...{ signedInAt: '2026-11-28T03:00:00.000Z', sessionsAtOnce: 'unknown', session: { accessToken, cookies: [] } },
    },
  );
/** What a new run finds opened. */
async function opened(account: string, variables: Record<string, string>, watched = target) {
  runId = `open-session-${crypto.randomUUID()}`;
  runs.push(runId);
  await openEarlierSession({ target: watched, runId }, account, variables);
  const text = await readFile(file(), 'utf8').catch(() => '{}');
  return JSON.parse(text) as { result?: KeptSession | string };
}
const file = () => join(runTempDir(runId), 'opened-session.json');

test('the session of the account of the run is there for its workers, and for nobody else', async () => {
  await keep(probe.email, 'x4-Qw9-right', 'token-first');
  await keep(second.email, 'another-8r', 'token-second');
  for (const [account, token] of [
    ['0', 'token-first'],
    ['1', 'token-second'],
    ['none', 'token-first'],
  ] as const) {
    const { result } = await opened(account, environment());
    assert.equal(typeof result === 'object' ? result.session.accessToken : result, token);
  }
  assert.equal(statSync(file()).mode & 0o777, 0o600);
});

test('why there is none to try is there as well', async () => {
  assert.match(String((await opened('0', environment())).result), /no earlier run/);
  await keep(probe.email, 'x4-Qw9-right', 'token-first');
  assert.match(String((await opened('0', environment('changed-7z'))).result), /cannot be opened/);
});

test('where nobody signs in, or no password is known, nothing is opened', async () => {
  const nobody = { ...target, auth: undefined } as typeof target;
  assert.deepEqual(await opened('0', environment(), nobody), {});
  assert.deepEqual(await opened('0', environment('')), {});
});

test('a worker that comes meanwhile waits for it, and finds the same', async () => {
  await keep(probe.email, 'x4-Qw9-right', 'token-first');
  const owner = { place: probe.email, password: 'x4-Qw9-right' };
  const store = openStore(target, environment());
  const opening = opened('0', environment());
  const found = await openedSession(runId, store, owner);
  assert.deepEqual(found, (await opening).result);
});
