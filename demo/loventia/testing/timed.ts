/** The slow faults of a test are set to more than this: an answer takes a second and more beside much else. */
export const SLOW_MS = 2_500;

/** What `work` saw, and whether it was slow. */
export async function timed(work: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await work();
  return performance.now() - started > SLOW_MS ? `${outcome}, slow` : outcome;
}
