/** What a line of the application's log means, in a word of a layer's closed list. */
export interface LogSign {
  /** Of the line as the product wrote it. */
  pattern: RegExp;
  means: string;
}

/** What lines mean, each by the first sign that fits it, no word twice. A line that no sign fits means nothing. Pure. */
export function meaningsOf(lines: readonly string[], signs: readonly LogSign[]): string[] {
  return [...new Set(lines.flatMap((line) => signs.find(({ pattern }) => pattern.test(line))?.means ?? []))];
}
