import type { RunRecord } from '#record/run-record.ts';
import { isSecondLook } from '#record/second-look.ts';
import type { Target } from '#targets/target.ts';
import { type Batch, batchesOf } from './batch.ts';
import type { Datum } from './data-point.ts';
import {
  attempt,
  closePost,
  deliver,
  discard,
  openPost,
  type Post,
  type PostOptions,
  type Published,
} from './delivery-session.ts';
import { metricsOfRun } from './metrics-of-run.ts';
import { type Claimed, claimWaiting, hold, takeLost } from './outbox.ts';

export type { Published } from './delivery-session.ts';

export interface PublishOptions extends PostOptions {
  /** All of it may take this long, in ms. Default 10,000 for a run, 120,000 for a replay of the outbox. */
  withinMs?: number;
  /** Ends it sooner: what is not acknowledged by then waits in the store. */
  until?: AbortSignal;
}

/**
 * Publishes a run: first what earlier runs could not deliver, then its own data. Whatever is not acknowledged waits in
 * the store for the next run. Never rejects and never looks at the verdict; `error` says what went wrong first.
 */
export async function publishRun(record: RunRecord, target: Target, options: PublishOptions): Promise<Published> {
  if (target.metrics.publish === 'off') return { sent: 0, kept: 0, lost: 0, requests: 0 };
  const { withinMs = 10_000, until = new AbortController().signal } = options;
  const post = openPost(target.region, options);
  const within = (ms: number) => AbortSignal.any([AbortSignal.timeout(ms), until]);
  const signal = within(withinMs);
  // A long backlog may not cost the run its own data: those are what the alarms look at now.
  await attempt(post, () => replay(post, within(withinMs / 2)));
  await attempt(post, () => deliverRun(post, record, target, signal));
  return closePost(post);
}

/** Sends what waits in the outbox until it is empty or the service stops answering. Never rejects. */
export async function replayOutbox(target: Target, options: PublishOptions): Promise<Published> {
  const post = openPost(target.region, options);
  const signal = AbortSignal.timeout(options.withinMs ?? 120_000);
  if (target.metrics.publish === 'on') await attempt(post, () => replay(post, signal));
  return closePost(post);
}

async function replay(post: Post, signal: AbortSignal): Promise<void> {
  for await (const claimed of claimWaiting(post.store, new Date())) {
    if ('reason' in claimed) await discard(post, claimed);
    else if (!(await deliver(post, claimed, signal))) return;
  }
}

async function deliverRun(post: Post, record: RunRecord, target: Target, signal: AbortSignal): Promise<void> {
  const untold = await untoldLosses(post, record);
  const data = metricsOfRun({ ...record, publish: { ...record.publish, lost: untold } }, target);
  post.tally.lost += lossesTold(data) - untold;
  const batches = batchesOf(data, { namespace: target.metrics.namespace, runId: record.id });
  // All are written down before the first is sent: a run that is killed now loses none of them.
  const parcels = await Promise.all(batches.map((batch) => held(post, batch)));
  for (const parcel of parcels) {
    await attempt(post, async () => {
      await deliver(post, parcel, signal);
    });
  }
}

/** Losses are told by scheduled runs, in the series that an alarm looks at. */
async function untoldLosses(post: Post, record: RunRecord): Promise<number> {
  let lost = 0;
  await attempt(post, async () => {
    if (record.trigger === 'schedule' && !isSecondLook(record)) lost = await takeLost(post.store);
  });
  return lost;
}

const lossesTold = (data: readonly Datum[]) => data.find(({ metric }) => metric === 'DatapointsLost')?.values[0] ?? 0;

/** The batch in the outbox, or as it is where the store cannot hold it: it is sent all the same. */
async function held(post: Post, batch: Batch): Promise<Claimed | Batch> {
  let parcel: Claimed | Batch = batch;
  await attempt(post, async () => {
    parcel = await hold(post.store, batch, new Date());
  });
  return parcel;
}
