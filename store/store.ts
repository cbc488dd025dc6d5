import type { Leases } from './leases.ts';

/**
 * Where a run keeps what the next one needs. Names are slash paths such as `outbox/waiting/a.json`; texts are UTF-8.
 * Several runs may use one store at the same time.
 */
export interface Store {
  /** The text under that name; undefined when there is none. */
  read(name: string): Promise<string | undefined>;
  /** Puts the text under that name as a whole: a reader sees the old text or the new one, never a part. */
  write(name: string, text: string): Promise<void>;
  /** Adds to the end of the text, which begins empty. Meant for lines: those of several writers do not mix. */
  append(name: string, text: string): Promise<void>;
  /** All names that begin with the prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Removes the text; nothing happens when there is none. */
  remove(name: string): Promise<void>;
  /**
   * Gives a text another name, in one step. Of several callers that move the same text exactly one is told `true`,
   * which makes a move the way to claim something.
   */
  move(from: string, to: string): Promise<boolean>;
}

/** A kind of place that can hold stores. */
export interface StoreKind {
  /** How such a place is written, for whoever has to write one. */
  form: string;
  takes(place: string): boolean;
  /** The store of that name there. */
  open(place: string, name: string): Store;
  /** The leases of a target. @param system which system it is, by its addresses. */
  leases(place: string, name: string, system: string): Leases;
}

/** Segments that begin with a dot are the store's own; `.` and `..` with them. */
const segment = /^[\w~@+=,:-][\w.~@+=,:-]*$/;

/** Whether a text can be a name: not empty, not absolute, no segment that could lead out of the store. */
export const isName = (text: string): boolean => text.split('/').every((part) => segment.test(part));

/**
 * Refuses what could lead out of the store.
 *
 * @throws {RangeError} for a name that is empty, absolute, or has a segment that begins with a dot or holds anything
 * but letters, digits and `._~@+=,:-`.
 */
export function checkName(name: string): string {
  if (isName(name)) return name;
  throw new RangeError(`"${name}" is no name in a store: expected segments of letters, digits and ._~@+=,:-`);
}
