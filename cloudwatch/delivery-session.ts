import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createRedactor, type Redact } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Store } from '#store/store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Batch } from './batch.ts';
import { createClient } from './client.ts';
import { hasBatch } from './has-batch.ts';
import { type Claimed, countKept, lose, release, settle, type Unsendable } from './outbox.ts';
import { type Sender, sendBatch } from './send.ts';

/** What was published, in data points: `kept` is all that lies in the outbox now, `requests` counts repeated ones. */
export type Published = RunRecord['publish'];

export interface PostOptions {
  store: Store;
  /** Where to find endpoint and credentials before the SDK's own default chain is asked. */
  environment?: Environment;
  /** Sends instead of a client made for the region. Stays open. */
  client?: Sender;
}

/** Carries batches from the outbox to the service and keeps the tally. */
export interface Post {
  store: Store;
  sender: () => Promise<Sender>;
  tally: Omit<Published, 'kept'>;
  redact: Redact;
  close: () => void;
}

/** Nothing is loaded or connected before the first batch is delivered. */
export function openPost(region: string, { store, environment, client }: PostOptions): Post {
  let own: CloudWatchClient | undefined;
  const makeOwn = async () => {
    own = await createClient(region, environment);
    return own;
  };
  const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = environment ?? process.env;
  return {
    store,
    sender: async () => client ?? own ?? makeOwn(),
    tally: { sent: 0, lost: 0, requests: 0 },
    redact: createRedactor({ AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }),
    close: () => own?.destroy(),
  };
}

/** Ends the post and says how it went. */
export async function closePost(post: Post): Promise<Published> {
  post.close();
  let kept = 0;
  await attempt(post, async () => {
    kept = await countKept(post.store);
  });
  return { ...post.tally, kept };
}

/** Does something that may fail without failing the run; the first failure is what the tally tells. */
export async function attempt(post: Post, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    note(post, String(error));
  }
}

/**
 * Sends a batch and puts it where the answer says. A batch that the store could not hold is lost unless it gets there.
 *
 * @returns whether the service answered.
 */
export async function deliver(post: Post, parcel: Claimed | Batch, signal: AbortSignal): Promise<boolean> {
  const { tally, store } = post;
  const [batch, claimed] = 'batch' in parcel ? [parcel.batch, parcel] : [parcel];
  if (claimed?.sentAt !== undefined) {
    const sentMs = Date.now() - claimed.sentAt;
    const has = await hasBatch(await post.sender(), batch, sentMs, signal);
    if (has === 'yes') tally.sent += batch.data.length;
    if (has === 'yes') await settle(store, claimed);
    if (has === 'later') await release(store, claimed);
    if (has === 'yes' || has === 'later') return true;
  }
  const sent = await sendBatch(post.sender, batch, signal);
  tally.requests += sent.requests;
  if (sent.kind === 'acknowledged') {
    tally.sent += batch.data.length;
    if (claimed) await settle(store, claimed);
    return true;
  }
  note(post, sent.reason);
  if (!claimed) tally.lost += batch.data.length;
  else if (sent.kind === 'not-taken') await release(store, claimed);
  else if (sent.kind === 'unanswered') await release(store, { ...claimed, sentAt: Date.now() });
  else await discard(post, { ...claimed, reason: post.redact(sent.reason) });
  return sent.kind === 'refused';
}

/** Gives up on something that can never be sent. */
export async function discard({ tally, store }: Post, unsendable: Unsendable): Promise<void> {
  tally.lost += unsendable.size;
  await lose(store, unsendable);
}

function note({ tally, redact }: Post, message: string): void {
  tally.error ??= redact(message);
}
