/** What `take` saw, or the code or name of the error that it threw. */
export async function describe(take: () => Promise<string>): Promise<string> {
  try {
    return await take();
  } catch (error) {
    const { code, name } = rootOf(error);
    // A DOMException has a number for a code.
    return typeof code === 'string' ? code : name;
  }
}

/** The error behind all others. */
export function rootOf(error: unknown): Error & { code?: unknown } {
  const known = error as Error & { code?: unknown };
  return known.cause instanceof Error ? rootOf(known.cause) : known;
}
