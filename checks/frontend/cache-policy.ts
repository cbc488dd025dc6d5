/**
 * How long an answer may be kept, by its `cache-control`, in seconds; undefined when it does not say, so that each browser
 * and edge decides for itself.
 */
export function maxAgeOf(policy: string): number | undefined {
  if (/no-cache|no-store/.test(policy)) return 0;
  const seconds = /(?:s-maxage|max-age)=(\d+)/.exec(policy)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
