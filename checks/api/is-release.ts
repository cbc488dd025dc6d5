/** As short as people write a commit. */
const shortest = 7;

/** Whether two names are of one release: equal but for a `v` before, or one commit written short and long. */
export function isRelease(named: string, expected: string): boolean {
  const [one, other] = [named, expected].map(plain) as [string, string];
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return (
    short.length >= shortest && /^[0-9a-f]+$/.test(short) && /^[0-9a-f]{12,}$/.test(long) && long.startsWith(short)
  );
}

const plain = (release: string) =>
  release
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
