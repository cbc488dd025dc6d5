import { rememberSession } from '#store/kept-session.ts';
import type { Store } from '#store/store.ts';

/** A session of before, by the user that it is of and the origin that it is for. */
interface EarlierSignIn {
  origin: string;
  account: { email: string; password: string };
  session: { accessToken: string; signedInAt: Date };
}

/** Leaves in the store what a run of before would have: the session that it signed in to. */
export async function rememberSignIn(store: Store, { origin, account, session }: EarlierSignIn): Promise<void> {
  const { email, password } = account;
  const { accessToken, signedInAt } = session;
  await rememberSession(
    store,
    { place: 'WATCHPOST_PROBE_EMAIL', password },
    {
      ...{ origin, email, signedInAt: signedInAt.toISOString(), session: { accessToken, cookies: [] } },
      ...{ sessionsAtOnce: 'several', provenSeconds: 0 },
    },
  );
}
