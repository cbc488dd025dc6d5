import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import type { Bucket } from './bucket.ts';

const claimSchema = z.strictObject({
  /** Tells this claim from every other, also of the same run. */
  token: z.string(),
  run: z.string(),
  /** ISO instant after which it counts for nothing. */
  until: z.iso.datetime(),
});

/** Something that exactly one process holds, for a while. */
export interface Claim {
  /** Holds it for longer. @returns false where it is somebody else's by now. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** How far the clocks of two machines may be apart, in ms. */
const driftMs = 30_000;

/**
 * Takes a key of the bucket, by a write that happens only where nothing lies there. A claim whose time is over is taken by
 * a write that happens only where it is still that one, so of several that see it end one gets it.
 *
 * @returns undefined while somebody else holds it.
 */
export async function claimKey(
  bucket: Bucket,
  key: string,
  { run, forMs, now = Date.now }: { run: string; forMs: number; now?: () => number },
): Promise<Claim | undefined> {
  const token = crypto.randomUUID();
  const text = () => JSON.stringify({ token, run, until: new Date(now() + forMs).toISOString() });
  let etag = await bucket.put(key, text(), { ifNoneMatch: '*' });
  if (etag === undefined) {
    const found = await bucket.get(key);
    if (!found) return undefined;
    const holder = claimSchema.safeParse(parsedJson(found.text)).data;
    // The answer to the first write was lost, and the SDK wrote once more.
    if (holder?.token === token) etag = found.etag;
    else if (holder && Date.parse(holder.until) + driftMs > now()) return undefined;
    else etag = await bucket.put(key, text(), { ifMatch: found.etag });
  }
  if (etag === undefined) return undefined;
  let mine = etag;
  return {
    async renew() {
      const next = await bucket.put(key, text(), { ifMatch: mine });
      mine = next ?? mine;
      return next !== undefined;
    },
    async release() {
      const found = await bucket.get(key);
      if (claimSchema.safeParse(parsedJson(found?.text ?? '')).data?.token === token) await bucket.remove(key);
    },
  };
}

/** Whether a living process holds what lies under a key. */
export async function isClaimed(bucket: Bucket, key: string, now: () => number = Date.now): Promise<boolean> {
  const found = await bucket.get(key);
  const holder = claimSchema.safeParse(parsedJson(found?.text ?? '')).data;
  return holder !== undefined && Date.parse(holder.until) + driftMs > now();
}
