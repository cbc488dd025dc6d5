import { parseCookies } from '#fixtures/http/set-cookie.ts';

/**
 * Whether a refresh replaced the cookie that it was asked with: the same name came back with another value. That it was
 * set anew, for another month, replaces nothing.
 *
 * @param before `Set-Cookie` lines of the session.
 * @param after those of the refresh.
 * @param name of the refresh cookie, where the target says it; without it any cookie counts.
 */
export function isRotated(before: readonly string[], after: readonly string[], name?: string): boolean {
  const old = new Map(parseCookies(before).map((cookie) => [cookie.name, cookie.value]));
  return parseCookies(after).some(
    (cookie) =>
      (name === undefined || cookie.name === name) &&
      cookie.value !== '' &&
      old.has(cookie.name) &&
      old.get(cookie.name) !== cookie.value,
  );
}
