/** What is to be known of some files. */
export interface Apart {
  /** They go first, each in a process of its own, in this order: one that takes long and comes last works alone. */
  longest?: readonly string[];
  /** Which others go next, each in a process of its own: what they share is little beside what they do. */
  isAlone?: (file: string) => boolean;
}

/**
 * Which test files share a process: neighbours, because files of one folder load the same modules. The groups are the same
 * each time, so that a failure comes again. Pure.
 *
 * @param files in the order in which they run.
 * @param most files a process.
 * @throws {Error} where one of the longest is no file: its name would say nothing any more.
 */
export function groupFiles(
  files: readonly string[],
  most: number,
  { longest = [], isAlone = () => false }: Apart = {},
): string[][] {
  const gone = longest.filter((file) => !files.includes(file));
  if (gone.length > 0) throw new Error(`there is no test file ${gone.join(', ')}`);
  const others = files.filter((file) => !longest.includes(file));
  const sharing = others.filter((file) => !isAlone(file));
  return [
    ...[...longest, ...others.filter(isAlone)].map((file) => [file]),
    ...Array.from({ length: Math.ceil(sharing.length / most) }, (_, at) => sharing.slice(at * most, (at + 1) * most)),
  ];
}
