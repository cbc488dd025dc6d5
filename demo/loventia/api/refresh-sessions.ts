import type { ApiSettings } from './settings.ts';
import type { RefreshClaims } from './tokens.ts';

/** Keeps track of which refresh token of a session is the current one. Only an API that rotates has need of it. */
export interface RefreshSessions {
  /** From now on this token is its session's current one. */
  advance(claims: RefreshClaims): void;
  /** Whether the token may still be used. One that was replaced ends its session, where reuse is detected. */
  accepts(claims: RefreshClaims): boolean;
  end(sid: string): void;
}

const ENDED = Symbol('ended');

export function createRefreshSessions(settings: ApiSettings): RefreshSessions {
  const current = new Map<string, string | typeof ENDED>();
  return {
    advance: ({ sid, jti }) => void current.set(sid, jti),
    accepts({ sid, jti }) {
      if (!settings.rotates() || current.get(sid) === jti) return true;
      if (settings.detectsReuse()) current.set(sid, ENDED);
      return false;
    },
    end: (sid) => void current.set(sid, ENDED),
  };
}
