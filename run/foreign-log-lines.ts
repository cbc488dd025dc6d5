/** So much of the log is told. */
const mostLines = 4;
const longest = 200;

/**
 * The lines of an app's log that no request of ours has left, each as a few words, no two alike. Undefined where no line
 * carries a trace id of ours: then nobody can tell them apart. Pure.
 *
 * @param ours the trace ids that the run sent.
 */
export function foreignLogLines(lines: readonly string[], ours: ReadonlySet<string>): string[] | undefined {
  const isOurs = (line: string) => (line.match(/[\da-f]{32}/g) ?? []).some((id) => ours.has(id));
  const others = lines.filter((line) => !isOurs(line));
  if (lines.length > 0 && others.length === lines.length) return undefined;
  return [...new Set(others.map(inWords))].slice(0, mostLines);
}

/** A line of JSON as message, request and status; any other as it stands. Addresses of people are taken out. */
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
