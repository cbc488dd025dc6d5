import { median } from '#record/median.ts';

/** Figures of two sides, taken in turn: the first of `ours` beside the first of `beside`, and so on. */
export interface Pairs {
  ours: number[];
  /** Empty where a measure stands on its own. */
  beside: number[];
}

/** Two sides compared. */
export interface Ratio {
  /** Of the medians. */
  value: number;
  /** The smallest and the largest of the single pairs. */
  range: [number, number];
}

export function ratioOf({ ours, beside }: Pairs): Ratio {
  const single = ours.map((figure, at) => figure / (beside[at] ?? Number.NaN));
  return { value: median(ours) / median(beside), range: [Math.min(...single), Math.max(...single)] };
}
