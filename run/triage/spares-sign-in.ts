import type { CheckRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';

/** So few requests left are near the limit: a look signs in several times, and the next scheduled run wants to as well. */
const fewLeft = 12;

/**
 * Whether sign-in is to be left alone for a while: it was refused for being asked too often, says that it soon will be, or
 * sends somebody a mail each time. Pure.
 */
export function sparesSignIn(checks: readonly CheckRecord[], { auth }: Pick<Target, 'auth'>): boolean {
  if (auth?.kind === 'magic-link') return true;
  const ofSignIn = checks.filter(({ layer }) => layer === 'auth');
  if (ofSignIn.some(({ failure }) => failure?.class === 'rate-limited')) return true;
  return ofSignIn.some(({ exchanges }) =>
    exchanges.some(({ headers, status }) => status === 429 || left(headers) <= fewLeft),
  );
}

/** Requests that are left, by any of the headers that say so; no limit where none does. */
function left(headers: Readonly<Record<string, string>>): number {
  const plain = headers['ratelimit-remaining'] ?? headers['x-ratelimit-remaining'];
  const [, listed] = /(?:\bremaining=|;\s*r=)(\d+)/.exec(headers['ratelimit'] ?? '') ?? [];
  const told = plain ?? listed;
  return told !== undefined && /^\d+$/.test(told) ? Number(told) : Number.POSITIVE_INFINITY;
}
