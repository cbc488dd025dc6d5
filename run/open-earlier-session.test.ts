import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openedSession, readResult } from '#fixtures/runtime/once-per-run.ts';
import { removeRunTempDir, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
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
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-open-session-'));
  runId = `open-session-${crypto.randomUUID()}`;
});
afterEach(() => {
  removeRunTempDir(runId);
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
const opened = () => readResult<KeptSession | string>(join(runTempDir(runId), openedSession));

test('the session of the account of the run is there for its workers, and for nobody else', async () => {
  await keep(probe.email, 'x4-Qw9-right', 'token-first');
  await keep(second.email, 'another-8r', 'token-second');
  for (const [account, token] of [
    ['0', 'token-first'],
    ['1', 'token-second'],
    ['none', 'token-first'],
  ] as const) {
    await openEarlierSession({ target, runId }, account, environment());
    const { result } = (await opened()) ?? assert.fail();
    assert.equal(typeof result === 'string' ? result : result.session.accessToken, token);
  }
  assert.equal(statSync(join(runTempDir(runId), openedSession)).mode & 0o777, 0o600);
});

test('why there is none to try is there as well', async () => {
  await openEarlierSession({ target, runId }, '0', environment());
  assert.match(String((await opened())?.result), /no earlier run/);
  await keep(probe.email, 'x4-Qw9-right', 'token-first');
  await openEarlierSession({ target, runId }, '0', environment('changed-7z'));
  assert.match(String((await opened())?.result), /cannot be opened/);
});

test('where nobody signs in, or no password is known, nothing is opened', async () => {
  await openEarlierSession({ target: { ...target, auth: undefined } as typeof target, runId }, '0', environment());
  await openEarlierSession({ target, runId }, '0', environment(''));
  assert.equal(await opened(), undefined);
});
