/** A word as the shell sees it: quotes, and the marks of what is not known, hold it together. */
const shellWord = /(?:'[^']*'|"(?:\\.|[^"\\])*"|<[^<>]*>|\S)+/g;

/**
 * Breaks a shell command between its words, with a backslash at each break, so that it can be copied as it stands. A
 * word wider than a line stays whole: a command that is right comes before a line that fits.
 */
export function wrapCommand(command: string, width: number, comment = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of command.match(shellWord) ?? []) {
    if (line && line.length + 1 + word.length > width - 2) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line ? `${line} ${word}` : word;
  }
  const withComment = `${line}  # ${comment}`;
  return [...lines, comment && withComment.length <= width ? withComment : line];
}
