import type { RunRecord } from '#record/run-record.ts';
import { Board, type Fate } from './board.ts';
import { judge } from './judge.ts';
import type { Mutant } from './mutants.ts';
import type { Showing } from './schedule.ts';

/** A run of the checks of these showings, while the proxy serves their mutants. */
export type RunLane = (
  showings: readonly Showing[],
) => Promise<{ record: Pick<RunRecord, 'checks'>; served: ReadonlySet<Mutant> }>;

interface ProofOptions {
  mutants: readonly Mutant[];
  readBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Each works by itself, with a proxy of its own. */
  lanes: readonly RunLane[];
  /** Hears after each run how many are decided. */
  progress: (decided: number) => void;
}

/**
 * Shows each mutant to its readers, one after the other, until one of them notices. When a run throws, no other begins,
 * and those under way are waited for.
 */
export async function prove({ mutants, readBy, lanes, progress }: ProofOptions): Promise<readonly Fate[]> {
  const board = new Board(mutants, readBy);
  let changed = Promise.withResolvers<void>();
  let failed = false;
  const step = async (run: RunLane): Promise<void> => {
    const showings = board.take();
    if (showings.length === 0) return changed.promise;
    try {
      const { record, served } = await run(showings);
      for (const showing of showings) {
        const check = record.checks.find(({ id }) => id === showing.check);
        board.settle(showing, judge(showing.mutant.mutation, check, served.has(showing.mutant)));
      }
      progress(board.decided);
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      changed.resolve();
      changed = Promise.withResolvers();
    }
  };
  const work = async (run: RunLane) => {
    while (!board.isDone && !failed) await step(run);
  };
  const ended = await Promise.allSettled(lanes.map(work));
  const thrown = ended.find(({ status }) => status === 'rejected');
  if (thrown?.status === 'rejected') throw thrown.reason;
  return board.fates;
}
