import type { RunRecord } from '#record/run-record.ts';
import { exitCodes } from '#record/vocabulary.ts';
import type { PastRun } from '#store/past-runs.ts';
import { among, often } from '../often.ts';
import { isRedCause } from './with-red-again.ts';

/** What a second look makes of a red run. */
export interface Settled {
  /**
   * `again` it is still there; `once` it is not; `comes and goes` it is not, and was there in several of the runs before;
   * `unknown` the second look could not tell.
   */
  how: 'again' | 'once' | 'comes and goes' | 'unknown';
  /** The ids of what was red. */
  red: string[];
  /** With what the command ends. */
  code: number;
}

/**
 * Decides what a red run comes to after the second look. The first verdict stands, unless all is well a moment later: that
 * is degraded, as a check is that holds on its second try. Red that comes and goes stands too: part of the users meet
 * it each time. Pure.
 *
 * @param past the scheduled runs so far, the red one included, the newest last.
 */
export function settle(
  first: RunRecord,
  second: Pick<RunRecord, 'redAgain'> | undefined,
  past: readonly PastRun[],
): Settled {
  const red = first.checks.filter(isRedCause).map(({ id }) => id);
  const { code } = first.verdict;
  if (second?.redAgain === undefined) return { how: 'unknown', red, code };
  if (second.redAgain) return { how: 'again', red, code };
  if (red.some((id) => redRuns(id, past) >= often)) return { how: 'comes and goes', red, code };
  return { how: 'once', red, code: exitCodes.degraded };
}

function redRuns(id: string, past: readonly PastRun[]): number {
  const looked = past.flatMap(({ claims }) => claims[id] ?? []).slice(-among);
  return looked.filter(({ outcome }) => outcome === 'fail').length;
}
