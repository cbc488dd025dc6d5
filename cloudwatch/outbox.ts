import type { Store } from '#store/store.ts';
import { type Batch, batchSchema } from './batch.ts';

/**
 * What has not been acknowledged yet, one file a batch, in folders of the store: `waiting`, `sending` (claimed by a run),
 * `unsure` (sent, and nobody knows whether it got there: the service is asked before it is sent again) and `lost`, which
 * becomes `aside` once the loss has been told. A batch is written down before it is sent, and claimed by moving it, so that
 * a killed run loses nothing and two runs never send the same one.
 */
const folders = {
  waiting: 'outbox/waiting/',
  unsure: 'outbox/unsure/',
  sending: 'outbox/sending/',
  lost: 'outbox/lost/',
  aside: 'outbox/aside/',
};

/** The service refuses older data. */
const oldestMs = 14 * 24 * 3_600_000;
/** Far longer than any run publishes: who claimed a batch that long ago is gone. */
const abandonedMs = 10 * 60_000;
/** Lost batches are kept for a person to look at, the newest of them. */
const asideLimit = 50;

/** What this process alone may deal with, until it settles, releases or loses it. */
interface Claim {
  /** Its name without folder. */
  name: string;
  /** Where it lies meanwhile. */
  place: string;
  /** Data points in it. */
  size: number;
  /** When it was sent before, in ms since 1970, where the service may have it. */
  sentAt?: number;
}
export interface Claimed extends Claim {
  batch: Batch;
}
/** Something that can never be sent, and why. */
export interface Unsendable extends Claim {
  batch?: Batch;
  reason: string;
}

/** Writes a batch down, already claimed. */
export async function hold(store: Store, batch: Batch, now: Date): Promise<Claimed> {
  const name = nameOf(batch);
  const place = claimedPlace(name, now);
  await store.write(place, JSON.stringify(batch));
  return { name, place, size: batch.data.length, batch };
}

/** Claims what waits one by one, oldest first, and with it what runs left behind that died while sending. */
export async function* claimWaiting(store: Store, now: Date): AsyncGenerator<Claimed | Unsendable> {
  await releaseAbandoned(store, now);
  for (const { lies, name, ...sent } of await waitingIn(store)) {
    const place = claimedPlace(name, now);
    if (await store.move(lies, place)) yield await open(store, { name, place, size: sizeOf(name), ...sent }, now);
  }
}

/** What lies in both folders, by age. */
async function waitingIn(store: Store): Promise<{ lies: string; name: string; sentAt?: number }[]> {
  const waiting = (await store.list(folders.waiting)).map((lies) => ({
    lies,
    name: lies.slice(folders.waiting.length),
  }));
  const unsure = (await store.list(folders.unsure)).map((lies) => {
    const { at, name } = markedName(lies, folders.unsure);
    return { lies, name, sentAt: at };
  });
  return [...waiting, ...unsure].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The service has it. */
export const settle = (store: Store, { place }: Claim): Promise<void> => store.remove(place);

/** It waits for the next run: the service does not have it, or may have it, which is to be found out then. */
export const release = (store: Store, { name, place, sentAt }: Omit<Claim, 'size'>): Promise<boolean> =>
  store.move(place, sentAt === undefined ? folders.waiting + name : `${folders.unsure}${sentAt}~${name}`);

/** It will never get there: put away with the reason, to be told by the next scheduled run. */
export async function lose(store: Store, { name, place, reason, batch }: Unsendable): Promise<void> {
  await store.write(folders.lost + name, JSON.stringify({ reason, ...batch }));
  await store.remove(place);
}

/** How many data points nobody has acknowledged yet: those that wait, and those that some run has claimed. */
export async function countKept(store: Store): Promise<number> {
  const lists = [folders.waiting, folders.unsure, folders.sending].map((folder) => store.list(folder));
  return totalSize((await Promise.all(lists)).flat());
}

/** Takes over the telling of a loss: each lost batch is counted by exactly one caller. */
export async function takeLost(store: Store): Promise<number> {
  const taken: string[] = [];
  for (const lost of await store.list(folders.lost)) {
    if (await store.move(lost, folders.aside + lost.slice(folders.lost.length))) taken.push(lost);
  }
  const aside = await store.list(folders.aside);
  for (const old of aside.slice(0, -asideLimit)) await store.remove(old);
  return totalSize(taken);
}

async function releaseAbandoned(store: Store, now: Date): Promise<void> {
  for (const place of await store.list(folders.sending)) {
    const { at, name } = markedName(place, folders.sending);
    if (at < now.getTime() - abandonedMs && name) await release(store, { name, place, sentAt: at });
  }
}

async function open(store: Store, claim: Claim, now: Date): Promise<Claimed | Unsendable> {
  const batch = parseBatch((await store.read(claim.place)) ?? '');
  if (!batch) return { ...claim, reason: 'its file cannot be read' };
  const isTooOld = momentOf(claim.name) < now.getTime() - oldestMs;
  return isTooOld
    ? { ...claim, batch, reason: 'older than the two weeks that the service takes' }
    : { ...claim, batch };
}

function parseBatch(text: string): Batch | undefined {
  try {
    return batchSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A name in a folder where each begins with a moment: when it was claimed, or sent. */
function markedName(place: string, folder: string): { at: number; name: string } {
  const [at = '', name = ''] = place.slice(folder.length).split('~');
  return { at: Number(at), name };
}

const claimedPlace = (name: string, now: Date) => `${folders.sending}${now.getTime()}~${name}`;

/** `<moment in ms>_<run>_<unique>_<data points>.json`: sorts by age, and tells age and size unread. */
function nameOf({ runId, data }: Batch): string {
  const moment = Math.min(...data.map(({ at }) => Date.parse(at)));
  const run = runId.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 60);
  return `${String(moment).padStart(13, '0')}_${run}_${crypto.randomUUID().slice(0, 8)}_${data.length}.json`;
}

const momentOf = (name: string) => Number.parseInt(name, 10);

const sizeOf = (name: string) => Number(name.match(/_(\d+)\.json$/)?.[1] ?? 0);

const totalSize = (names: readonly string[]) => names.reduce((total, name) => total + sizeOf(name), 0);
