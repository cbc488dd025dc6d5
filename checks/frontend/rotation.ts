import { z } from 'zod';
import { keptFile } from '#store/kept-file.ts';
import type { Store } from '#store/store.ts';
import type { Asset } from './asset.ts';

const memorySchema = z.object({
  /** Of which release the files are: a new one begins anew. */
  release: z.string(),
  /** When each file was last asked for and whole, ISO instants by address. */
  looked: z.record(z.string(), z.string()),
});

const file = keptFile('frontend/looked-at.json', memorySchema);
/** Files that a run asks for at most, those aside that the page cannot do without. */
const mostInRun = 32;
/** Files of the rest that a run looks at however many the page needs at once. */
const fewest = 4;

/**
 * Which of the files that a page loads later, or could do without, a run looks at: those first that were not seen for the
 * longest, so that a few runs have seen all of them. A gate looks at all.
 */
export class Rotation {
  readonly #all: boolean;
  readonly #release: string;
  readonly #looked: Map<string, string>;
  #chosen = 0;
  #rest = new Set<string>();

  private constructor(all: boolean, release: string, looked: Map<string, string>) {
    this.#all = all;
    this.#release = release;
    this.#looked = looked;
  }

  /** What earlier runs have seen of a release; nothing where the memory is of another one. */
  static async of(store: Store, release: string, all: boolean): Promise<Rotation> {
    const memory = await file.recall(store);
    const looked = memory?.release === release ? Object.entries(memory.looked) : [];
    return new Rotation(all, release, new Map(looked));
  }

  /** Those that are due now. @param asked how many files this run has asked for so far */
  choose(rest: readonly Asset[], asked: number): readonly Asset[] {
    for (const { url } of rest) this.#rest.add(url);
    const room = this.#all ? rest.length : Math.max(mostInRun - asked, fewest - this.#chosen, 0);
    const longestAgo = rest.toSorted((a, b) => this.#when(a) - this.#when(b));
    const chosen = longestAgo.slice(0, room);
    this.#chosen += chosen.length;
    return chosen;
  }

  /** Remembers what was asked for and whole. Of what is broken nothing is remembered: it is looked at again. */
  async keep(store: Store, whole: readonly string[], now: Date): Promise<void> {
    for (const url of whole) if (this.#rest.has(url)) this.#looked.set(url, now.toISOString());
    const looked = Object.fromEntries([...this.#looked].filter(([url]) => this.#rest.has(url)));
    await file.remember(store, { release: this.#release, looked });
  }

  /** What this run left out, in words; undefined when it looked at all. */
  leftOut(found: ReadonlyMap<string, unknown>): string | undefined {
    const all = [...this.#rest];
    const now = all.filter((url) => found.has(url)).length;
    if (now === all.length) return undefined;
    const ever = all.filter((url) => found.has(url) || this.#looked.has(url)).length;
    return `looked at ${now} of ${all.length} files that the page loads later or could do without; at ${ever} of them within the last runs`;
  }

  /** When it was looked at, in ms. A comparison of texts would load the rules of languages first. */
  #when({ url }: Asset): number {
    return Date.parse(this.#looked.get(url) ?? '') || 0;
  }
}
