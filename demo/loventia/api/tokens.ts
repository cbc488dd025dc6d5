import { randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type ApiSettings, accessLifetimeS, refreshLifetimeS } from './settings.ts';
import type { User } from './user-store.ts';

const ALGORITHM = 'HS256';

/** What a refresh token says: whose it is, which session it belongs to, and which of its tokens it is. */
export interface RefreshClaims {
  sub: string;
  sid: string;
  jti: string;
}

export interface Tokens {
  /** Claims `sub`, `id`, `email`, `role`, `iat`, `exp`. */
  signAccess(user: User, lifetimeS?: number): Promise<string>;
  /** The user's id; undefined for a token that is expired, foreign or broken. */
  verifyAccess(token: string): Promise<string | undefined>;
  /** The first token of a session, or the next one of `sid`. */
  signRefresh(user: Pick<User, 'id'>, sid?: string): Promise<{ token: string; claims: RefreshClaims }>;
  verifyRefresh(token: string): Promise<RefreshClaims | undefined>;
}

/** Signs and verifies both kinds of token, each with a secret of its own, by the server's clock. */
export function createTokens(settings: ApiSettings): Tokens {
  const sign = (claims: JWTPayload, secret: Uint8Array, lifetimeS: number) => {
    const issuedAt = Math.floor(settings.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeS)
      .sign(secret);
  };
  const verify = async (token: string, secret: Uint8Array): Promise<JWTPayload | undefined> => {
    const options = { algorithms: [ALGORITHM], currentDate: new Date(settings.now()) };
    const verified = await jwtVerify(token, secret, options).catch(() => undefined);
    return verified?.payload;
  };
  return {
    signAccess: ({ id, email, role }, lifetimeS = accessLifetimeS) =>
      sign({ sub: id, id, email, role }, settings.accessSecret(), lifetimeS),
    verifyAccess: async (token) => (await verify(token, settings.accessSecret()))?.sub,
    async signRefresh(user, sid = randomUUID()) {
      const claims = { sub: user.id, sid, jti: randomUUID() };
      return { token: await sign({ ...claims }, settings.refreshSecret(), refreshLifetimeS), claims };
    },
    verifyRefresh: async (token) => readRefreshClaims(await verify(token, settings.refreshSecret())),
  };
}

function readRefreshClaims(payload: JWTPayload | undefined): RefreshClaims | undefined {
  const { sub, sid, jti } = payload ?? {};
  return sub && jti && typeof sid === 'string' ? { sub, sid, jti } : undefined;
}
