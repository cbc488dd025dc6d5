import type { RunRecord } from '../record/run-record.ts';
import { judge } from './judge.ts';
import type { Mutant } from './mutants.ts';
import { chooseRun, type Showing } from './schedule.ts';

/** A run of the checks of these showings, while the proxy serves their mutants. */
export type RunLane = (
  showings: readonly Showing[],
) => Promise<{ record: Pick<RunRecord, 'checks'>; served: ReadonlySet<Mutant> }>;

/** How a mutant ended. */
export interface Fate {
  mutant: Mutant;
  /** The check that noticed it and the class it called it; nothing when it survived. */
  killedBy?: { check: string; class: string };
  /** Checks of which it could not be seen whether they looked, and why. */
  unclear: string[];
}

interface ProofOptions {
  mutants: readonly Mutant[];
  readBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Each works by itself, with a proxy of its own. */
  lanes: readonly RunLane[];
  /** Hears after each run how many are decided. */
  progress: (decided: number) => void;
}

/** Noise passes; what stays unclear is no noise. */
const mostTries = 3;

/** Shows each mutant to its readers, one after the other, until one of them notices. */
export async function prove({ mutants, readBy, lanes, progress }: ProofOptions): Promise<Fate[]> {
  const open = new Map(mutants.map((mutant) => [mutant, { readers: new Set(mutant.readers), tries: 0, held: false }]));
  const fates = new Map<Mutant, Fate>(mutants.map((mutant) => [mutant, { mutant, unclear: [] }]));
  const noticed = new Map<string, number>();
  const nameOf = ({ mutant: { answer }, check }: Showing) => `${check} of ${answer}`;
  let changed = Promise.withResolvers<void>();

  const take = (): Showing[] => {
    const free = [...open].filter(([, { held }]) => !held);
    const waiting = free.flatMap(([mutant, { readers }]) => {
      const showings = [...readers].map((check) => ({ mutant, check }));
      // Who noticed most of what was done to this answer is asked first.
      const often = (showing: Showing) => noticed.get(nameOf(showing)) ?? 0;
      return showings.toSorted((a, b) => often(b) - often(a)).slice(0, 1);
    });
    const chosen = chooseRun(waiting, readBy);
    for (const { mutant } of chosen) Object.assign(open.get(mutant) ?? {}, { held: true });
    return chosen;
  };

  const settle = ({ mutant, check }: Showing, { record, served }: Awaited<ReturnType<RunLane>>) => {
    const state = open.get(mutant);
    const fate = fates.get(mutant);
    if (!state || !fate) return;
    const found = record.checks.find(({ id }) => id === check);
    const judgement = judge(mutant.mutation, found, served.has(mutant));
    state.held = false;
    state.tries += 1;
    if (judgement.kind === 'unclear' && state.tries < mostTries) return;
    if (judgement.kind === 'unclear') fate.unclear.push(`${check}: ${judgement.why}`);
    if (judgement.kind === 'noticed') fate.killedBy = { check, class: judgement.class };
    if (fate.killedBy) noticed.set(nameOf({ mutant, check }), (noticed.get(nameOf({ mutant, check })) ?? 0) + 1);
    state.readers.delete(check);
    state.tries = 0;
    if (fate.killedBy || state.readers.size === 0) open.delete(mutant);
  };

  const work = async (run: RunLane) => {
    while (open.size > 0) {
      const showings = take();
      if (showings.length === 0) {
        await changed.promise;
        continue;
      }
      const outcome = await run(showings);
      for (const showing of showings) settle(showing, outcome);
      progress(mutants.length - open.size);
      changed.resolve();
      changed = Promise.withResolvers();
    }
  };
  await Promise.all(lanes.map(work));
  return [...fates.values()];
}
