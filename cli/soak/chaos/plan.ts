import { type Random, seededRandom } from '../seeded-random.ts';
import { type MisfortuneName, misfortuneNames } from './misfortunes.ts';

/** What befalls a run: the same for the same seed and number. */
export interface Plan {
  misfortune: MisfortuneName;
  /** When it strikes, where it has a moment, in ms after the command began. */
  afterMs: number;
  /** For everything else that is left to chance. */
  random: Random;
}

/** All misfortunes come equally often, in an order that the seed decides. */
export function planOf(seed: number, number: number, typicalMs: number): Plan {
  const order = shuffled(misfortuneNames, seededRandom(seed + Math.ceil(number / misfortuneNames.length)));
  const random = seededRandom(seed ^ (number * 0x9e3779b1));
  const misfortune = order[(number - 1) % order.length] ?? 'terminated';
  return { misfortune, afterMs: Math.round(random() * typicalMs), random };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const drawn = list.map((one) => ({ one, at: random() }));
  return drawn.toSorted((a, b) => a.at - b.at).map(({ one }) => one);
}
