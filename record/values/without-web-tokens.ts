const runs = /[\w.-]+/g;
const shortestPart = 6;

/** A text without JSON web tokens: three parts with a point between them, of which the first begins as JSON does in base64. */
export const withoutWebTokens = (text: string): string =>
  text.includes('eyJ') ? text.replace(runs, (run) => cleaned(run.split('.')).join('.')) : text;

function cleaned(run: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < run.length; at += 1) {
    const [head = '', payload = '', signature] = run.slice(at, at + 3);
    const begins = head.indexOf('eyJ');
    const isToken = begins >= 0 && head.length - begins >= shortestPart + 3 && payload.length >= shortestPart;
    if (!isToken || signature === undefined) kept.push(head);
    else {
      kept.push(`${head.slice(0, begins)}[redacted token]`);
      at += 2;
    }
  }
  return kept;
}
