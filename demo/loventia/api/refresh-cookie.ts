import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { readFields } from './request-body.ts';
import { readBearer } from './require-user.ts';
import { type CookieFlags, refreshLifetimeS } from './settings.ts';

const NAME = 'refreshToken';

export function setRefreshCookie(c: Context, token: string, flags: CookieFlags): void {
  setCookie(c, NAME, token, { ...flags, maxAge: refreshLifetimeS });
}

export function clearRefreshCookie(c: Context, flags: CookieFlags): void {
  deleteCookie(c, NAME, flags);
}

/** The refresh token of a request: from the cookie, else the body, else the bearer header (apps without cookies). */
export async function readRefreshToken(c: Context): Promise<string | undefined> {
  return getCookie(c, NAME) ?? (await readFields(c, ['refreshToken'])).refreshToken ?? readBearer(c);
}
