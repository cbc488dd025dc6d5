import { firstOf, type Leases } from '../../leases.ts';
import type { Bucket } from './bucket.ts';
import { claimKey, isClaimed } from './claim.ts';

/** A run that died lets go after this, in ms; one that lives says so three times meanwhile. */
const forMs = 3 * 60_000;
/** How often to look whether something has come free, in ms. */
const everyMs = 1_000;

/** Leases that hold across machines: a key of the bucket each, renewed while its run lives. */
export const bucketLeases = (bucket: Bucket, prefix: string): Leases => ({
  first: (names, run, waitMs, until) =>
    firstOf(
      names,
      async (name) => {
        const claim = await claimKey(bucket, `${prefix}${name}`, { run, forMs });
        if (!claim) return undefined;
        // A renewal that fails is made up for by the next: the lease holds for three of them.
        const renewing = setInterval(() => void claim.renew().catch(() => false), forMs / 3);
        renewing.unref();
        return {
          name,
          async release() {
            clearInterval(renewing);
            await claim.release();
          },
        };
      },
      waitMs,
      { everyMs, until },
    ),
  async held() {
    const keys = await bucket.list(prefix);
    const held = await Promise.all(keys.map(async (key) => ((await isClaimed(bucket, key)) ? [key] : [])));
    return held.flat().map((key) => key.slice(prefix.length));
  },
});
