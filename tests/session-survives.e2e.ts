import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSecrets } from './e2e/find-secrets.ts';
import { type EndedRun, told } from './e2e/start-run.ts';
import { checkTiny, startTinySystem } from './e2e/tiny-system.ts';
import { Workspace } from './e2e/workspace.ts';

const claimed = ['--check', 'auth/login', '--check', 'auth/session-survives'];
const survives = (run: EndedRun) => run.record?.checks.find(({ id }) => id === 'auth/session-survives');

test('the first run is well without a past, and one after everybody was signed out says so; no file tells of the session', async () => {
  using first = new Workspace();
  using second = new Workspace();
  await using tiny = await startTinySystem(first);
  const before = await checkTiny(first, tiny, claimed);
  assert.deepEqual([before.code, survives(before)?.notRun], [0, 'no-past'], told(before));
  assert.match(before.stdout, /Untried\s+auth\/session-survives: not tried: no earlier run has left a session/);

  const token = tiny.token();
  tiny.dropSessions();
  tiny.requests.length = 0;
  const after = await checkTiny(second, tiny, claimed, { WATCHPOST_STORE: first.store });
  const { failure, outcome } = survives(after) ?? {};
  assert.deepEqual([after.code, outcome, failure?.code], [2, 'degraded', 'earlier-session-refused'], told(after));
  assert.partialDeepStrictEqual(failure?.facts, { status: 401, count: 4, total: 4, sessionsAtOnce: 'unknown' });
  assert.deepEqual(tiny.requests.slice(0, 2), ['GET /me', 'POST /session']);
  for (const { folder } of [first, second])
    assert.deepEqual(findSecrets(folder, { token, 'token of now': tiny.token() }), []);
});
