/** So much of a log is told. */
const mostLines = 4;
const longest = 200;

/** A few lines of an app's log, each in a few words, no two alike, without the addresses of people. Pure. */
export const logEvidence = (lines: readonly string[]): string[] => [...new Set(lines.map(inWords))].slice(0, mostLines);

/** A line of JSON as message, request and status; any other as it stands. */
function inWords(line: string): string {
  const words = wordsOf(line) ?? line;
  return words.replaceAll(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[address]').slice(0, longest);
}

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
