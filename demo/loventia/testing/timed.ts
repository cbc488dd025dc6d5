/** The slow faults of a test are set to more than this. */
export const SLOW_MS = 1_000;

/** What `work` saw, and whether it was slow. */
export async function timed(work: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await work();
  return performance.now() - started > SLOW_MS ? `${outcome}, slow` : outcome;
}
