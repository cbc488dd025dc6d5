import { join } from 'node:path';
import { openedSession, replaceShared } from '#fixtures/runtime/once-per-run.ts';
import { runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { recallSession } from '#store/kept-session.ts';
import { openStore } from '#store/open-store.ts';
import { leavesSessions } from '#targets/definition/leaves-sessions.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';

/**
 * Opens the session that an earlier run has left and puts it where the workers of this one look for it: to make the key of a
 * password takes as long as several checks, and they are still being loaded.
 *
 * @param account the place of the probe user in the target's pool, or `none` of its own.
 * @throws {Error} when the store cannot be read.
 */
export async function openEarlierSession(
  { target, runId }: Pick<Settings, 'target' | 'runId'>,
  account: string,
  environment: Environment,
): Promise<void> {
  const { auth } = target;
  const own = auth && [auth.probe, ...auth.pool][Number(account) || 0];
  const password = own && environment[own.password];
  if (!auth || !leavesSessions(auth) || !password) return;
  const store = openStore(target, environment);
  const kept = await recallSession(store, { place: own.email, password });
  await replaceShared(join(runTempDir(runId), openedSession), kept);
}
