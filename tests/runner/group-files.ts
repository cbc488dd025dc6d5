/**
 * Which test files share a process: neighbours, because files of one folder load the same modules. The groups are the same
 * each time, so that a failure comes again. Pure.
 *
 * @param files in the order in which they run.
 * @param most files a process.
 */
export function groupFiles(files: readonly string[], most: number): string[][] {
  return Array.from({ length: Math.ceil(files.length / most) }, (_, at) => files.slice(at * most, (at + 1) * most));
}
