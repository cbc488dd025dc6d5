/** Holds words together across a gap that is meant to be seen. */
const glue = '\uE000';

/**
 * Breaks a text between words so that no line is wider than `width`; a word that is wider by itself is cut. Two spaces
 * or more are kept, and never broken at.
 */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const glued = text.trim().replaceAll(/ {2,}/g, (gap) => glue.repeat(gap.length));
  for (const word of glued
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((one) => pieces(one, width))) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return (line ? [...lines, line] : lines).map((one) => one.replaceAll(glue, ' '));
}

const pieces = (word: string, width: number): string[] =>
  word.length <= width ? [word] : [word.slice(0, width), ...pieces(word.slice(width), width)];

/** A word as the shell sees it: quotes, and the marks of what is not known, hold it together. */
export const shellWord = /(?:'[^']*'|"(?:\\.|[^"\\])*"|<[^<>]*>|\\.|\S)+/g;

/**
 * Breaks a text that quotes commands between backticks so that each can be copied from there: one that does not fit on
 * the line begins a new one, inside of it a line ends with a backslash, and its words stay whole.
 */
export function wrapQuoting(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (word: string, room: number, ending: string) => {
    if (line && line.length + 1 + word.length > room) {
      lines.push(`${line}${ending}`);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  };
  for (const part of text.split(/(`[^`]*`\S*)/)) {
    if (part.startsWith('`')) {
      const [first = '', ...rest] = part.match(shellWord) ?? [];
      add(first, line.length + 1 + part.length > width ? 0 : width, '');
      for (const word of rest) add(word, width - 2, ' \\');
    } else for (const word of part.split(/\s+/).filter(Boolean)) add(word, width, '');
  }
  return line ? [...lines, line] : lines;
}

/** The first lines of a text; `...` where more was cut off. */
export function clip(lines: readonly string[], count: number, width: number): string[] {
  if (lines.length <= count) return [...lines];
  const kept = lines.slice(0, count);
  const last = kept.pop() ?? '';
  const room = width - 4;
  const shortened = last.length <= room ? last : last.slice(0, Math.max(last.lastIndexOf(' ', room), 1));
  return [...kept, `${shortened.replace(/[\s,;:(]+$/, '')} ...`];
}

/** As many names as fit on one line; the others as a number. */
export function fitNames(names: readonly string[], ending: string, width: number): string {
  for (let shown = names.length; shown > 1; shown -= 1) {
    const more = names.length - shown;
    const line = `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}${ending}`;
    if (line.length <= width) return line;
  }
  return `${names[0] ?? 'nothing'}${names.length > 1 ? ` and ${names.length - 1} more` : ''}${ending}`;
}
