import type { Judgement } from './judge.ts';
import type { Mutant } from './mutants.ts';
import { chooseRun, type Showing } from './schedule.ts';

/** How a mutant ended. */
export interface Fate {
  mutant: Mutant;
  /** The check that noticed it and the class it called it; nothing when it survived. */
  killedBy?: { check: string; class: string };
  /** Checks of which it could not be seen whether they looked, and why. */
  unclear: string[];
}

interface Waiting {
  fate: Fate;
  /** Checks that it was not shown to. */
  readers: Set<string>;
  /** How often it was shown to the check it is shown to now. */
  tries: number;
  /** In a run that is under way. */
  held: boolean;
}

/** Noise passes; what stays unclear is no noise. */
const mostTries = 3;

/** Which mutants are still to be shown, and to whom. */
export class Board {
  readonly fates: readonly Fate[];
  readonly #open: Map<Mutant, Waiting>;
  readonly #readBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many mutants of an answer a check noticed. */
  readonly #noticed = new Map<string, number>();

  /** @param readBy the keys of all answers that a check reads. */
  constructor(mutants: readonly Mutant[], readBy: ReadonlyMap<string, ReadonlySet<string>>) {
    this.fates = mutants.map((mutant) => ({ mutant, unclear: [] }));
    this.#open = new Map(
      this.fates.map((fate) => [fate.mutant, { fate, readers: new Set(fate.mutant.readers), tries: 0, held: false }]),
    );
    this.#readBy = readBy;
  }

  get decided(): number {
    return this.fates.length - this.#open.size;
  }

  get isDone(): boolean {
    return this.#open.size === 0;
  }

  /** What the next run shows; nothing while all that is left is under way. */
  take(): Showing[] {
    const left = this.#leftByCheck();
    const weight = ({ mutant }: Showing) => Math.max(...mutant.readers.map((check) => left.get(check) ?? 0));
    const free = [...this.#open].filter(([, { held }]) => !held);
    const waiting = free.map(([mutant, { readers }]) => this.#best(mutant, readers));
    // Whose reader has the most before it comes first, so that the longest way is not begun last.
    const chosen = chooseRun(
      waiting.toSorted((a, b) => weight(b) - weight(a)),
      this.#readBy,
    );
    for (const { mutant } of chosen) Object.assign(this.#open.get(mutant) ?? {}, { held: true });
    return chosen;
  }

  /** Enters what a check made of what it was shown. */
  settle({ mutant, check }: Showing, judgement: Judgement): void {
    const state = this.#open.get(mutant);
    if (!state) return;
    const { fate, readers } = state;
    state.held = false;
    state.tries += 1;
    if (judgement.kind === 'unclear' && state.tries < mostTries) return;
    if (judgement.kind === 'unclear') fate.unclear.push(`${check}: ${judgement.why}`);
    if (judgement.kind === 'noticed') {
      fate.killedBy = { check, class: judgement.class };
      this.#noticed.set(nameOf(mutant, check), this.#often(mutant, check) + 1);
    }
    readers.delete(check);
    state.tries = 0;
    if (fate.killedBy || readers.size === 0) this.#open.delete(mutant);
  }

  /** The reader that noticed most of what was done to this answer is asked first. */
  #best(mutant: Mutant, readers: ReadonlySet<string>): Showing {
    const [check = ''] = [...readers].toSorted((a, b) => this.#often(mutant, b) - this.#often(mutant, a));
    return { mutant, check };
  }

  #often(mutant: Mutant, check: string): number {
    return this.#noticed.get(nameOf(mutant, check)) ?? 0;
  }

  #leftByCheck(): Map<string, number> {
    const left = new Map<string, number>();
    for (const { readers } of this.#open.keys())
      for (const check of readers) left.set(check, (left.get(check) ?? 0) + 1);
    return left;
  }
}

const nameOf = ({ answer }: Mutant, check: string) => `${check} of ${answer}`;
