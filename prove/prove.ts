import type { RunRecord } from '../record/run-record.ts';
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

/** Shows each mutant to its readers, one after the other, until one of them notices. */
export async function prove({ mutants, readBy, lanes, progress }: ProofOptions): Promise<readonly Fate[]> {
  const board = new Board(mutants, readBy);
  let changed = Promise.withResolvers<void>();
  const work = async (run: RunLane) => {
    while (!board.isDone) {
      const showings = board.take();
      if (showings.length === 0) {
        await changed.promise;
        continue;
      }
      const { record, served } = await run(showings);
      for (const showing of showings) {
        const check = record.checks.find(({ id }) => id === showing.check);
        board.settle(showing, judge(showing.mutant.mutation, check, served.has(showing.mutant)));
      }
      progress(board.decided);
      changed.resolve();
      changed = Promise.withResolvers();
    }
  };
  await Promise.all(lanes.map(work));
  return board.fates;
}
