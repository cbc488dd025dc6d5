import { z } from 'zod';
import { urlOf } from '#fixtures/http/hosts.ts';
import { required } from '#fixtures/index.ts';
import { degrade, tellableAddress } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { keptFile } from '#store/kept-file.ts';
import type { Store } from '#store/store.ts';
import { namedByContent } from './asset.ts';
import type { FetchedAsset } from './assets.ts';
import { frontendFailures } from './failures.ts';

const memorySchema = z.record(z.string(), z.string());

/**
 * The assets whose bytes are others than in the run before, although their names promise that they never change. What is
 * seen for the first time is remembered; what is no longer known of is forgotten.
 *
 * @param index which index they belong to: each has a memory of its own.
 * @param known names of the index that were not asked for in this run, and stay remembered.
 */
export async function changedAssets(
  store: Store,
  index: 'current' | 'previous',
  assets: readonly Pick<FetchedAsset, 'name' | 'hash'>[],
  known: readonly string[] = [],
): Promise<string[]> {
  const file = keptFile(`frontend/bytes-of-${index}.json`, memorySchema);
  const before = (await file.recall(store)) ?? {};
  const lasting = assets.filter((asset) => asset.hash && namedByContent.test(asset.name));
  const kept = known.flatMap((one) => (before[one] === undefined ? [] : [[one, before[one]] as const]));
  const now = Object.fromEntries([...kept, ...lasting.map((asset) => [asset.name, before[asset.name] ?? asset.hash])]);
  if (JSON.stringify(now) !== JSON.stringify(before)) await file.remember(store, now);
  return lasting.filter((asset) => now[asset.name] !== asset.hash).map((asset) => asset.name);
}

/** Advice only: a network of caches that rewrites scripts does this too, and on purpose. */
export function sayChanged(names: readonly string[]): void {
  const [name] = names;
  if (name === undefined) return;
  const url = new URL(name, urlOf(required(target.frontend, 'the frontend').host)).href;
  const facts = { name, url, count: names.length };
  degrade('advisory', frontendFailures['asset-bytes-changed'], facts, {
    evidence: names.slice(0, 6).map(tellableAddress),
  });
}
