/** The slow faults of a test are set to more than this: an answer takes a second and more beside much else. */
export const SLOW_MS = 2_500;

/** What `work` saw, and whether it was slow. */
export async function timed(work: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const outcome = await work();
  return performance.now() - started > SLOW_MS ? `${outcome}, slow` : outcome;
}

/** The same of what only reads, and is looked at once more when it was slow: a fault is there again, and a machine that was busy is not. */
export async function timedReading(work: () => Promise<string>): Promise<string> {
  const seen = await timed(work);
  return seen.endsWith(', slow') ? timed(work) : seen;
}
