import { createHash } from 'node:crypto';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import type { Http } from '#fixtures/http/http.ts';
import { HttpResponse } from '#fixtures/http/http-response.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { type AssetProblem, problemOf } from './asset-problem.ts';
import { type Asset, type AssetKind, assetsInside, assetsOfHtml } from './index-assets.ts';

/** An asset as it was found. */
export interface FetchedAsset {
  /** The path on the frontend's host, the whole address elsewhere. */
  name: string;
  kind: AssetKind;
  ms: number;
  /** SHA-256 of the bytes of one that is fine. */
  hash?: string;
  /** What is wrong with it; nothing when it is fine. */
  problem?: AssetProblem;
}

export type BrokenAsset = FetchedAsset & { problem: AssetProblem };

/** Those with which something is wrong. */
export const brokenOf = (assets: readonly FetchedAsset[]): BrokenAsset[] =>
  assets.flatMap((asset) => (asset.problem ? [{ ...asset, problem: asset.problem }] : []));

/** What the server answers for an asset that does not exist, learnt from a made-up one. */
export interface Fallback {
  status: number;
  hash: string;
}

const hashOf = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const width = 6;

/** Asks for an asset that cannot exist. A single-page app often answers its index, with 200. */
export async function learnFallback(http: Http, home: string): Promise<Fallback> {
  const answer = await http.get(new URL(`/assets/watchpost-${crypto.randomUUID()}.js`, home).href);
  return { status: answer.status, hash: hashOf(answer.body) };
}

/** Fetches all assets that a page names, and what those name in turn; or the assets of a list. */
export async function fetchAssets(
  http: Http,
  from: HttpResponse | readonly string[],
  fallback: Fallback,
): Promise<FetchedAsset[]> {
  const home = from instanceof HttpResponse ? from.url : (from[0] ?? '');
  const found = new Map<string, FetchedAsset>();
  let waiting: Asset[] =
    from instanceof HttpResponse
      ? assetsOfHtml(from.text(), home)
      : from.flatMap((url) => assetsOfHtml(`<script src="${url}">`, home));
  while (waiting.length > 0) {
    const named = await pooledOver(waiting, width, (asset) => fetchOne(http, asset, fallback, home, found));
    waiting = named.flat().filter(({ url }) => !found.has(url));
    waiting = [...new Map(waiting.map((asset) => [asset.url, asset])).values()];
  }
  return [...found.values()];
}

/** Fetches one asset, puts what it found on the list, and hands back what the asset names itself. */
async function fetchOne(
  http: Http,
  asset: Asset,
  fallback: Fallback,
  home: string,
  found: Map<string, FetchedAsset>,
): Promise<Asset[]> {
  const { url, kind } = asset;
  const name = url.startsWith(new URL(home).origin) ? new URL(url).pathname : url;
  const { request: timeoutMs } = target.budgets;
  const answer = await http.attempt(url, { repeatable: true, follow: true, maxBytes: 10_000_000, timeoutMs });
  if (answer instanceof ProbeError) {
    const { error = 'no answer', phases } = answer.exchange;
    const problem = { code: 'asset-unanswered', detail: error, class: answer.failureClass } as const;
    found.set(url, { name, kind, ms: phases.total, problem });
    return [];
  }
  const problem = problemOf(
    {
      status: answer.status,
      type: answer.type,
      bytes: answer.body.length,
      isFallback: hashOf(answer.body) === fallback.hash,
      ofTheEdge: isEdgeBlock(answer.exchange),
    },
    kind,
  );
  const seen = problem ? { problem } : { hash: hashOf(answer.body) };
  found.set(url, { name, kind, ms: answer.ms, ...seen });
  return problem ? [] : assetsInside(answer.text(), asset);
}
