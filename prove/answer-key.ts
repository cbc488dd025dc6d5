/** Words of an address that are new in every run: they stand as `*`. */
const passing = [
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /(cs|cus|sub|evt|pi|prod|price|we)_(test_)?\w{8,}/g,
  // Numbers, ids of MongoDB and ULIDs, where each is a whole part of the path.
  /(?<=\/)(\d{2,}|[0-9a-f]{24}|[0-9A-HJKMNP-TV-Z]{26})(?=\/|$)/g,
];
const file = /\/[^/*]+\.(js|mjs|css|woff2?|png|jpe?g|webp|gif|avif|svg|ico)$/;

/** The path of an address, with what differs from run to run as `*`, and files of one folder and kind as one. */
function patternOf({ pathname }: URL): string {
  const steady = passing.reduce((path, word) => path.replace(word, '*'), pathname);
  return steady.replace(file, '/*.$1');
}

/** Which answer this is, the same in every run: `GET api /health 200`. The status is the one that the system gave. */
export const keyOf = (host: string, method: string, url: URL, status: number): string =>
  `${method} ${host} ${patternOf(url)} ${status}`;
