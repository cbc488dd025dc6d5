import type { Answer } from '../model.ts';

/** One look: what a run found. */
export interface Looked {
  answer: Answer;
  /** When which release had been seen first, by the runs before too. */
  releases: Readonly<Record<string, readonly { seen: string[]; since: string }[]>>;
}
