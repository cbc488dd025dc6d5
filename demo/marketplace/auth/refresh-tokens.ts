import { randomBytes, randomUUID } from 'node:crypto';
import type { User } from './users.ts';

interface Issued {
  user: User;
  sessionId: string;
  /** When it was replaced, in ms since 1970. */
  usedAt?: number;
}

/** What a refresh token is good for, or why it is good for nothing. */
export type Used = { user: User; sessionId: string } | 'not-found' | 'already-used';

export interface RefreshTokens {
  /** The first token of a new session, or the next one of an old. */
  issue(user: User, sessionId?: string): { token: string; sessionId: string };
  /** Uses a token up. One that comes back soon after is taken for a lost answer; later it ends its session. */
  use(token: string): Used;
  /** Ends every session of a user. */
  revoke(user: User): void;
}

/** GoTrue's `GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL`, in ms. */
const reuseMs = 10_000;

/** Opaque refresh tokens, as GoTrue keeps them. */
export function createRefreshTokens(): RefreshTokens {
  const tokens = new Map<string, Issued>();
  const end = (isEnded: (issued: Issued) => boolean) => {
    for (const [token, issued] of tokens) if (isEnded(issued)) tokens.delete(token);
  };
  return {
    issue(user, sessionId = randomUUID()) {
      const token = randomBytes(9).toString('base64url').toLowerCase();
      tokens.set(token, { user, sessionId });
      return { token, sessionId };
    },
    use(token) {
      const issued = tokens.get(token);
      if (!issued) return 'not-found';
      const { user, sessionId, usedAt = Date.now() } = issued;
      if (Date.now() - usedAt > reuseMs) {
        end((one) => one.sessionId === sessionId);
        return 'already-used';
      }
      issued.usedAt = usedAt;
      return { user, sessionId };
    },
    revoke: (user) => end((one) => one.user === user),
  };
}
