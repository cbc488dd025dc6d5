import type { Meaning } from './health-words.ts';

/** A state that a service gives, and what it means. */
export interface State {
  /** As it says it, cut to what a reader needs. */
  word: string;
  meaning: Meaning;
}

/** Something that a service depends on. */
export interface Part extends State {
  name: string;
  /** What kind of part it says that it is, where it does: `datastore`. */
  type?: string;
}
