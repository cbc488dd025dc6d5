import { openedSession } from '#fixtures/session/opened-session.ts';
import { openStore } from '#store/open-store.ts';
import { leavesSessions } from '#targets/definition/leaves-sessions.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';

/**
 * Opens the session that an earlier run has left, for the workers of this one, which are still being loaded.
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
  await openedSession(runId, openStore(target, environment), { place: own.email, password });
}
