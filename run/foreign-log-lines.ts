/**
 * The lines of an app's log that no request of ours has left. Undefined where no line carries a trace id of ours: then
 * nobody can tell them apart. Pure.
 *
 * @param ours the trace ids that the run sent.
 */
export function foreignLogLines(lines: readonly string[], ours: ReadonlySet<string>): string[] | undefined {
  const isOurs = (line: string) => (line.match(/[\da-f]{32}/g) ?? []).some((id) => ours.has(id));
  const others = lines.filter((line) => !isOurs(line));
  return lines.length > 0 && others.length === lines.length ? undefined : others;
}
