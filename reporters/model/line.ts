/** One labelled line of an answer, the same in a terminal, on a page and in a summary. */
export interface Line {
  label: string;
  /** Prose; a line break in it is kept. */
  text?: string;
  /** Several facts of their own, for a page, which has room for one below the other. */
  items?: readonly string[];
  /** A command to copy; its text then says what it is for. */
  command?: string;
  /** What one sees then, and where that leads. */
  expect?: string;
  /** Its text quotes a command between backticks, which is to be copied from there. */
  quotes?: true;
  /** So many lines at most where room is short: it stands elsewhere in full. Without it nothing is ever cut. */
  most?: number;
}
