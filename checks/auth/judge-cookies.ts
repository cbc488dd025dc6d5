import { isHarmless, isTakenAway, keptCookies, refusalOf, setCookies } from '#fixtures/session/cookies.ts';
import { readJwt } from '#fixtures/session/read-jwt.ts';
import type { Session } from '#fixtures/session/session.ts';
import type { FlaggedCookie } from './cookie-flags.ts';

type Parsed = ReturnType<typeof setCookies>[number];

/** The cookies of a sign-in, as far as they say who is signed in. */
export interface JudgedCookies {
  /** Each time that the promised cookie is set, and not taken away. */
  set: FlaggedCookie[];
  /** Why no browser keeps it, though it is set. */
  dropped: string | undefined;
  /** Other cookies that a browser keeps and that hold a token. */
  carriers: (FlaggedCookie & { key: string })[];
}

/**
 * Sorts out what a sign-in set.
 *
 * @param name of the promised cookie.
 * @param from the address that set them.
 */
export function judgeCookies(session: Session, name: string, from: string): JudgedCookies {
  const now = new Date();
  const kept = keptCookies(session.cookies, from);
  const ofName = setCookies(session.cookies).filter(({ key }) => key === name);
  const isKept = kept.some(({ key }) => key === name);
  return {
    set: isKept ? ofName.filter((cookie) => !isTakenAway(cookie, now)).map(flagged) : [],
    dropped: isKept || ofName.length === 0 ? undefined : whyDropped(ofName, from, now),
    carriers: kept
      .filter((cookie) => cookie.key !== name && !isHarmless(cookie) && holdsToken(cookie.value, session))
      .map((cookie) => ({ key: cookie.key, ...flagged(cookie) })),
  };
}

const refusals = {
  'none-without-secure': 'it is SameSite=None and not Secure',
  'too-long': 'its name and its value are longer than 4096 bytes together',
} as const;

/** Why no browser keeps what these lines set, the last of which counts. */
export function whyDropped(lines: readonly Parsed[], from: string, now: Date): string {
  const last = lines.at(-1);
  if (!last || isTakenAway(last, now)) return 'it is taken away, or has expired when it is set';
  const refused = refusalOf(last.toString());
  if (refused) return refusals[refused];
  const { hostname, protocol } = new URL(from);
  if (last.domain && !`.${hostname}`.endsWith(`.${last.domain}`))
    return `its Domain is ${last.domain}, and ${hostname} may not set that`;
  return last.secure && protocol === 'http:'
    ? 'it is Secure and comes over plain HTTP'
    : 'its flags or its name forbid it';
}

function holdsToken(value: string, { accessToken, refreshToken }: Session): boolean {
  const decoded = decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  const tokens = [accessToken, refreshToken].filter((one): one is string => Boolean(one));
  return tokens.some((token) => decoded.includes(token)) || readJwt(decoded.replace(/^Bearer /i, '')) !== undefined;
}

const sameSites: Record<string, string> = { strict: 'Strict', lax: 'Lax', none: 'None' };

const flagged = ({ httpOnly, secure, path, sameSite }: Parsed): FlaggedCookie => ({
  httpOnly,
  secure,
  path,
  sameSite: sameSites[String(sameSite).toLowerCase()],
});
