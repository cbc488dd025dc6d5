const assetHash = /-([\w-]{6,12})[\w-]*\.(?:js|css)\b/;
const commit = /^[0-9a-f]{12,}$/;

/** A release in a word: the first hash of a list of asset names, a commit as people write it, else as it is: versions differ at their end. */
export const shortRelease = (release = ''): string =>
  assetHash.exec(release)?.[1] ?? (commit.test(release) ? release.slice(0, 7) : release);
