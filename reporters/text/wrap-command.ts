import { shellWord, wrapWords } from './wrap.ts';

/**
 * Breaks a shell command between its words, with a backslash at each break, so that it can be copied as it stands. A
 * word wider than a line stays whole: a command that is right comes before a line that fits.
 *
 * @param comment stands behind it where it fits, and where not, before it: it may say what has to be done first.
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
  if (!comment) return [...lines, line];
  if (withComment.length <= width) return [...lines, withComment];
  return [...wrapWords(comment, width - 2).map((part) => `# ${part}`), ...lines, line];
}
