/** A file that sets variables as it loads wants modules that read them then: they can be loaded only once a process. */
const setsVariables = /^(Object\.assign\(process\.env\b|delete process\.env\b|process\.env\b[^=\n]*=[^=])/m;

/**
 * Which test files share a process. Neighbours do, because files of one folder load the same modules; the groups are the
 * same each time, so that a failure comes again. Pure.
 *
 * @param files in the order in which they run.
 * @param most files a process.
 * @param textOf the source of a file.
 */
export function groupFiles(files: readonly string[], most: number, textOf: (file: string) => string): string[][] {
  const alone = files.filter((file) => setsVariables.test(textOf(file)));
  const sharing = files.filter((file) => !alone.includes(file));
  const groups = Array.from({ length: Math.ceil(sharing.length / most) }, (_, at) =>
    sharing.slice(at * most, (at + 1) * most),
  );
  return [...groups, ...alone.map((file) => [file])];
}
