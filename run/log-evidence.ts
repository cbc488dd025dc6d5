/** So much of a log is told. */
const mostLines = 4;
const longest = 200;

/** More of one line is not read, in characters. */
const longestRead = 20_000;

/**
 * A few lines of an app's log, each in a few words, no two alike. Pure.
 *
 * @param told takes secrets and people out of a text, before it is cut.
 */
export const logEvidence = (lines: readonly string[], told: (text: string) => string): string[] =>
  [...new Set(lines.map((line) => told(wordsOf(line) ?? line.slice(0, longestRead)).slice(0, longest)))].slice(
    0,
    mostLines,
  );

/** A line of JSON as message, request and status; undefined for any other. */
function wordsOf(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { message, msg, method, path, status, statusCode } = JSON.parse(line);
    const words = [message ?? msg, method, path, status ?? statusCode];
    return words.filter((word) => typeof word === 'string' || typeof word === 'number').join(' ') || undefined;
  } catch {
    return undefined;
  }
}
