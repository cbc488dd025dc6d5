import { isHarmless, isTakenAway, keptCookies, sentCookies, setCookies } from '#fixtures/session/cookies.ts';
import { whyDropped } from './judge-cookies.ts';

/** What is known of the cookies that a refresh goes by. */
interface Refresh {
  /** `Set-Cookie` lines of the session. */
  before: readonly string[];
  /** The address that they came from. */
  from: string;
  /** The refresh route. */
  to: string;
  /** Of the refresh cookie, where the target says it; without it any cookie of the user's may be the one. */
  name?: string | undefined;
}

/** A cookie without which the next refresh is one of a stranger, and why a browser does not send it. */
export interface LostCookie {
  cookie: string;
  problem: string;
}

/** The cookie that a sign-in set and no browser keeps, where none is left to refresh with. Pure. */
export function lostBySignIn({ before, from, to, name }: Refresh): LostCookie | undefined {
  const isMeant = meant(name);
  const kept = [...sentCookies(before, from, to), ...keptCookies(before, from)];
  if (kept.some(isMeant)) return undefined;
  const dropped = setCookies(before).filter(isMeant);
  const [last] = dropped.toReversed();
  return last && { cookie: last.key, problem: whyDropped(dropped, from, new Date()) };
}

/**
 * The cookie that a refresh used up and did not replace with one that comes to the next: taken away, or set so that a
 * browser keeps none or sends it elsewhere. Pure.
 *
 * @param set `Set-Cookie` lines of the refresh.
 */
export function lostByRefresh({ before, from, to, name }: Refresh, set: readonly string[]): LostCookie | undefined {
  const isMeant = meant(name);
  const now = new Date();
  const was = sentCookies(before, from, to).filter(isMeant);
  const next = sentCookies([...before, ...set], from, to).filter(isMeant);
  const changed = was.flatMap(({ key }) => setCookies(set).findLast((one) => one.key === key) ?? []);
  const [gone] = changed.filter(({ key }) => !next.some((one) => one.key === key));
  if (gone && (name !== undefined || next.length === 0))
    return { cookie: gone.key, problem: whyDropped([gone], from, now) };
  // Of several cookies one may well be for other routes.
  const [only, ...others] = new Set(was.map(({ key }) => key));
  const [fresh] = changed;
  if (!fresh || only === undefined || others.length > 0 || isTakenAway(fresh, now)) return undefined;
  if (next.find(({ key }) => key === only)?.value === fresh.value) return undefined;
  const isKept = keptCookies(set, from).some(({ key }) => key === only);
  const problem = isKept
    ? `the new one is for ${fresh.path}, and the one of before is sent to the refresh again`
    : whyDropped([fresh], from, now);
  return { cookie: only, problem };
}

const meant =
  (name: string | undefined) =>
  (cookie: { key: string }): boolean =>
    name === undefined ? !isHarmless(cookie) : cookie.key === name;
