import { isTakenAway, setCookies } from '#fixtures/session/cookies.ts';

/**
 * Whether a refresh replaced the cookie that it was asked with: the same name came back with another value. That it was
 * set anew, for another month, replaces nothing.
 *
 * @param before `Set-Cookie` lines of the session.
 * @param after those of the refresh.
 * @param name of the refresh cookie, where the target says it; without it any cookie counts.
 */
export function isRotated(before: readonly string[], after: readonly string[], name?: string): boolean {
  const now = new Date();
  const old = new Map(setCookies(before).map((cookie) => [cookie.key, cookie.value]));
  return setCookies(after).some(
    (cookie) =>
      (name === undefined || cookie.key === name) &&
      !isTakenAway(cookie, now) &&
      old.has(cookie.key) &&
      old.get(cookie.key) !== cookie.value,
  );
}
