import type { RunRecord } from '#record/run-record.ts';
import { type KeptSession, recallSession, rememberSession } from '#store/kept-session.ts';
import type { Store } from '#store/store.ts';
import { leavesSessions } from '#targets/definition/leaves-sessions.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Settings } from '#targets/definition/settings.ts';
import { sharedEarlierSession, sharedLogin } from './shared-session.ts';

/** The claim that an earlier session is good, where the run came to a word on it. */
const isJudged = ({ id, outcome, notRun }: RunRecord['checks'][number]) =>
  id === 'auth/session-survives' && (outcome !== 'not-run' || notRun === 'no-past');

/**
 * Keeps the session of a run for the next one to try, where it is good; without a password there is nothing to lock it with.
 * Of runs beside each other that one stays which signed in last. An earlier one that was refused in a run that did not judge
 * it stays for one that does.
 */
export async function keepSession(
  { checks }: Pick<RunRecord, 'checks'>,
  { target: { auth, hosts }, runId }: Pick<Settings, 'target' | 'runId'>,
  environment: Environment,
  store: Store,
): Promise<void> {
  const { session, account, at } = (await sharedLogin(runId)) ?? {};
  const isBad = checks.some(({ id, outcome }) => id === 'auth/me' && outcome === 'fail');
  const password = account && environment[account.password];
  if (!auth || !leavesSessions(auth) || !session || !account || !password || !at || isBad) return;
  const { kept: tried, outcome = 'untried', ageSeconds = 0 } = (await sharedEarlierSession(runId)) ?? {};
  if (outcome !== 'untried' && outcome !== 'accepted' && !checks.some(isJudged)) return;
  const { accessToken, cookies } = session;
  const owner = { place: account.email, password };
  const next: KeptSession = {
    origin: new URL(hosts[auth.host] ?? '').origin,
    email: environment[account.email] ?? '',
    signedInAt: at,
    // A token is all that carries it; a cookie that refreshes it would only lie about.
    session: { accessToken, cookies: accessToken ? [] : cookies },
    sessionsAtOnce: 'unknown',
    provenSeconds: 0,
  };
  const before = await recallSession(store, owner);
  const known = typeof before !== 'string' && isOfSame(before, next) ? before : next;
  const seen = tried?.sessionsAtOnce === 'unknown' ? undefined : tried?.sessionsAtOnce;
  await rememberSession(store, owner, {
    ...(known.signedInAt > next.signedInAt ? known : next),
    sessionsAtOnce: seen ?? known.sessionsAtOnce,
    provenSeconds: Math.max(known.provenSeconds, outcome === 'accepted' ? ageSeconds : 0),
  });
}

const isOfSame = (one: KeptSession, other: KeptSession) => one.origin === other.origin && one.email === other.email;
