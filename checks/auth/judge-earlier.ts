import type { SessionIs } from '#fixtures/session/session-is.ts';
import type { Facts } from '#record/facts.ts';
import type { KeptSession } from '#store/kept-session.ts';

type AtOnce = NonNullable<Facts['sessionsAtOnce']>;

/** What reads with the session of an earlier run have shown. */
export interface EarlierSeen {
  /** Before this run signed in. */
  before: SessionIs;
  /** Each read after it. */
  after: readonly SessionIs[];
  kept: Pick<KeptSession, 'sessionsAtOnce' | 'provenSeconds'>;
  /** Since its sign-in. */
  ageSeconds: number;
  /** The target, the token or a cookie says how long it is good: it is told to be good now. */
  saysItsEnd: boolean;
}

/** What that means; `unclear` leaves it to the answers themselves. */
export type EarlierMeans =
  | { is: 'alive'; sessionsAtOnce: AtOnce }
  | { is: 'refused' | 'perhaps-replaced' | 'another'; count: number; total: number }
  | { is: 'untold'; why: string }
  | { is: 'unclear' };

/** A session of nobody knows which length lives at least so long: applications that end one sooner are rare, and banks. */
const shortestSeconds = 15 * 60;

/**
 * Judges a session of an earlier run. That one is refused means that it was taken away only where nothing else ends it: not its
 * age, and not another sign-in. Pure.
 */
export function judgeEarlier({ before, after, kept, ageSeconds, saysItsEnd }: EarlierSeen): EarlierMeans {
  const reads = [before, ...after];
  const countOf = (is: SessionIs) => reads.filter((one) => one === is).length;
  const total = reads.length - countOf('unclear');
  if (countOf('another') > 0) return { is: 'another', count: countOf('another'), total };
  if (before === 'accepted') return { is: 'alive', sessionsAtOnce: atOnce(after) };
  if (countOf('refused') === 0) return after.includes('accepted') ? alive : { is: 'unclear' };
  const refused = { count: countOf('refused'), total };
  if (before === 'unclear' && kept.sessionsAtOnce !== 'several')
    return {
      is: 'untold',
      why: 'the read before the sign-in of this run came to nothing, and that sign-in may have ended the session',
    };
  if (!saysItsEnd && ageSeconds > Math.max(shortestSeconds, kept.provenSeconds))
    return { is: 'untold', why: `nothing says that a session is good for ${ageSeconds} s (auth.sessionSeconds)` };
  return { is: kept.sessionsAtOnce === 'one' ? 'perhaps-replaced' : 'refused', ...refused };
}

const alive: EarlierMeans = { is: 'alive', sessionsAtOnce: 'several' };

function atOnce(after: readonly SessionIs[]): AtOnce {
  if (after.includes('accepted')) return 'several';
  return after.includes('refused') ? 'one' : 'unknown';
}
