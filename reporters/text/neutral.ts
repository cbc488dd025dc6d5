const longest = 80;

/** A name that a server gave, such as a release, for a line of ours: without anything that steers whoever shows it, and short. */
export const neutral = (text: string): string => text.replaceAll(/[^\w.:+/ -]+/g, '?').slice(0, longest);
