import { createSettings, type TokenSecrets } from './api/settings.ts';
import { createTokens } from './api/tokens.ts';
import type { User } from './api/user-store.ts';

/** A session that somebody signed in to before the demo's last deploy. */
export interface EarlierSession {
  accessToken: string;
  signedInAt: Date;
}

const agoMs = 5 * 60_000;

/** The session of the first probe, who signed in five minutes ago, by the keys of then. */
export async function earlierSessionOf(users: readonly User[], tokenSecrets: TokenSecrets): Promise<EarlierSession> {
  const user = users.find(({ passwordHash }) => passwordHash);
  if (!user) throw new Error('nobody can sign in');
  const signedInAt = new Date(Date.now() - agoMs);
  const source = { appOrigin: () => '', webhookSecret: () => '', tokenSecrets };
  const tokens = createTokens({ ...createSettings(source), now: () => signedInAt.getTime() });
  return { accessToken: await tokens.signAccess(user), signedInAt };
}
