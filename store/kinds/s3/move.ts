import type { Bucket } from './bucket.ts';
import { claimKey } from './claim.ts';

/** Longer than any move takes, in ms. */
const forMs = 60_000;

/**
 * Gives a text another name. S3 cannot do that in one step, so whoever moves it claims the text first; the others are told
 * that they did not get it. Who dies on the way leaves it in both places: what is moved here is never lost.
 */
export async function moveIn(
  bucket: Bucket,
  { prefix, from, to }: { prefix: string; from: string; to: string },
): Promise<boolean> {
  if (!(await bucket.get(prefix + from))) return false;
  const claim = await claimKey(bucket, `${prefix}.moving/${from}`, { run: '', forMs });
  if (!claim) return false;
  try {
    // Looked at again: who had the claim before may have moved it.
    const found = await bucket.get(prefix + from);
    if (!found) return false;
    await bucket.put(prefix + to, found.text);
    await bucket.remove(prefix + from);
    return true;
  } finally {
    await claim.release();
  }
}
