import type { Round } from './decision.ts';

export interface RoundsOptions<R extends Round> {
  /** So many looks at everything. */
  rounds: number;
  /** They are spread over so long, in ms. */
  bakeMs: number;
  /** Whether critical claims over HTTP are looked at first, so that a broken deploy is known in seconds. */
  criticalFirst: boolean;
  look(kind: Round['kind'], round: number): Promise<R>;
  /** In words what has changed under a look; undefined while the deploy still stands. */
  changed(round: R): Promise<string | undefined>;
  /** Whether no further look is needed. */
  isSure(rounds: readonly R[]): boolean;
  /** Whether the last look wants to be repeated at once. */
  isDoubtful(rounds: readonly R[]): boolean;
  /** Waits, or ends early when the gate was stopped; in ms. */
  pause(ms: number): Promise<void>;
  isStopped(): boolean;
}

/** What the looks at a deploy came to. */
export interface Looked<R extends Round> {
  rounds: R[];
  /** How the deploy has changed under them. */
  changed?: string;
  stopped: boolean;
}

/** One doubtful look is repeated so often. */
const mostRepeats = 2;
/** A look that says nothing of the target is no reason for another one. */
const over: readonly string[] = ['inconclusive', 'misconfigured', 'interrupted', 'terminated', 'empty'];

/** Looks at a deploy several times: first at what is critical, then at everything, until it is sure or the bake is over. */
export async function lookInRounds<R extends Round>(options: RoundsOptions<R>): Promise<Looked<R>> {
  const { rounds: wanted, bakeMs, pause } = options;
  const rounds: R[] = [];
  const end = (changed?: string): Looked<R> => ({ rounds, ...(changed && { changed }), stopped: options.isStopped() });
  const everyMs = wanted > 1 ? bakeMs / (wanted - 1) : 0;
  const started = performance.now();
  for (let at = options.criticalFirst ? 0 : 1; at <= wanted; at += 1) {
    const dueMs = (at - 1) * everyMs - (performance.now() - started);
    if (at > 1 && dueMs > 0) await pause(dueMs);
    const { isOver, changed } = await lookUntilClear(rounds, at, options);
    if (isOver) return end(changed);
    // All that there is was critical: it has been looked at.
    if (at === 0 && rounds.at(-1)?.kind === 'all') at = 1;
  }
  return end();
}

/** One round, repeated at once as long as it leaves a doubt. */
async function lookUntilClear<R extends Round>(
  rounds: R[],
  at: number,
  options: RoundsOptions<R>,
): Promise<{ isOver: boolean; changed?: string | undefined }> {
  const kind = at === 0 ? 'critical' : 'all';
  for (let repeat = 0; repeat <= mostRepeats; repeat += 1) {
    if (options.isStopped()) return { isOver: true };
    const round = await options.look(kind, Math.max(1, at));
    const { name } = round.record.verdict;
    // There may be nothing critical, or nothing that needs no browser.
    if (kind === 'critical' && name === 'empty') break;
    rounds.push(round);
    const changed = await options.changed(round);
    if (changed || over.includes(name) || options.isSure(rounds)) return { isOver: true, changed };
    if (!options.isDoubtful(rounds)) break;
  }
  return { isOver: false };
}
