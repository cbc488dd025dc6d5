import { createHash } from 'node:crypto';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import type { Http } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { ownerOf } from '#fixtures/http/owner-of.ts';
import { ProbeError } from '#fixtures/http/probe.ts';
import { svgRoot } from '#fixtures/http/svg-root.ts';
import { tellableAddress } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { pooledOver } from '#fixtures/timing/concurrency.ts';
import { type Asset, mostNamed } from './asset.ts';
import { type AssetProblem, problemOf, problemOfWay } from './asset-problem.ts';
import { fontsOf, readSheet, type SheetParts } from './css-assets.ts';
import { distinct, type PageParts } from './html-assets.ts';
import { noImports } from './import-map.ts';
import { forbidsToSniff, isScript } from './media-type.ts';
import { readScript } from './script-assets.ts';

/** An asset as it was found. */
export interface FetchedAsset extends Asset {
  /** The path on the frontend's host, the whole address elsewhere. */
  name: string;
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

/** Chooses those of the assets that a page could do without, or loads later, which are asked for now. */
export type Choose = (from: readonly Asset[], asked: number) => readonly Asset[];

/** What is wrong with one, for a reader. */
export const brokenLine = ({ name, problem }: BrokenAsset): string => `${tellableAddress(name)}: ${problem.detail}`;

const hashOf = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const width = 6;

/** How many assets are asked for, and for how long: no page needs more, and sheets that import sheets need have no end. */
export interface AssetLimits {
  most: number;
  /** In ms; a check has a minute. */
  forMs: number;
}

/** Asks for an asset that cannot exist. A single-page app often answers its index, with 200. */
export async function learnFallback(http: Http, home: string): Promise<Fallback> {
  const answer = await http.get(new URL(`/assets/watchpost-${crypto.randomUUID()}.js`, home).href);
  return { status: answer.status, hash: hashOf(answer.body) };
}

/** Fetches assets by their addresses, and what they name in turn, each once. */
export class AssetFetcher {
  readonly found = new Map<string, FetchedAsset>();
  readonly #http: Http;
  readonly #fallback: Fallback;
  readonly #home: string;
  readonly #sheets: SheetParts[] = [];
  readonly #later = new Map<string, Asset>();
  readonly #limits: AssetLimits;
  readonly #begun = performance.now();
  #imports = noImports;
  #asked = 0;
  #unasked = 0;

  constructor(http: Http, home: string, fallback: Fallback, limits: AssetLimits = { most: 2_000, forMs: 40_000 }) {
    this.#limits = limits;
    this.#http = http;
    this.#home = home;
    this.#fallback = fallback;
  }

  /** Fetches what a page needs to work, and pages beside it, all of it, and then what is chosen of the rest. */
  async fetchPage(page: PageParts, choose: Choose, others: readonly PageParts[] = []): Promise<void> {
    for (const { imports, sheets, assets } of [page, ...others]) {
      this.#imports = imports;
      this.#sheets.push(...sheets);
      await this.#fetchGraph(assets);
    }
    await this.#fetchGraph(fontsOf(this.#sheets));
    for (;;) {
      const rest = [...this.#later.values()].filter(({ url }) => !this.found.has(url));
      const chosen = choose(rest, this.found.size);
      if (chosen.length === 0 || this.#unasked > 0) return;
      await this.#fetchGraph(chosen.map((asset) => ({ ...asset, now: true })));
    }
  }

  /** Fetches these, and nothing that they name. */
  async fetchList(assets: readonly Asset[]): Promise<void> {
    await this.#fetchAll(distinct(assets));
  }

  /** How many it needs and did not ask for, because there was no end to them. */
  get unasked(): number {
    return this.#unasked;
  }

  /** Everything that is known of, whether it was asked for or not. */
  known(): string[] {
    return [...new Set([...this.found.keys(), ...this.#later.keys()])].map((url) => this.nameOf(url));
  }

  /** An address as a reader wants it: the path on the frontend's host, the whole of it elsewhere. */
  nameOf(url: string): string {
    const { origin, pathname } = new URL(url);
    return origin === new URL(this.#home).origin ? pathname : url;
  }

  /** What is needed at once, wave by wave; anything else is kept for later. */
  async #fetchGraph(first: readonly (Asset & { now?: boolean })[]): Promise<void> {
    let waiting: readonly (Asset & { now?: boolean })[] = first;
    while (waiting.length > 0) {
      const isDue = ({ needed, lazy, now = false }: Asset & { now?: boolean }) => now || (needed && !lazy);
      for (const asset of waiting)
        if (!isDue(asset) && !this.found.has(asset.url) && this.#later.size < mostNamed)
          this.#later.set(asset.url, asset);
      const due = distinct(waiting.filter(isDue)).filter(({ url }) => !this.found.has(url));
      waiting = await this.#fetchAll(due);
    }
  }

  /** Fetches as many of these as there is room and time for; what they name. */
  async #fetchAll(assets: readonly Asset[]): Promise<Asset[]> {
    const named = await pooledOver(assets, width, async (asset) => {
      const isOver = this.#asked >= this.#limits.most || performance.now() - this.#begun > this.#limits.forMs;
      if (isOver) this.#unasked += 1;
      else this.#asked += 1;
      return isOver ? [] : this.#fetchOne(asset);
    });
    return named.flat();
  }

  /** Fetches one asset, puts what it found on the list, and hands back what the asset names itself. */
  async #fetchOne(asset: Asset): Promise<Asset[]> {
    const { url } = asset;
    const name = this.nameOf(url);
    const limits = { maxBytes: 10_000_000, timeoutMs: target.budgets.request, follow: true };
    const answer = await this.#http.attempt(url, { repeatable: true, ...limits });
    if (answer instanceof ProbeError) {
      this.found.set(url, { ...asset, name, ms: answer.exchange.phases.total, problem: problemOfWay(answer) });
      return [];
    }
    const problem = problemOf(this.#answerOf(answer, asset), asset.kind);
    const seen = problem ? { problem } : { hash: hashOf(answer.body) };
    this.found.set(url, { ...asset, name, ms: answer.ms, ...seen });
    return problem ? [] : this.#inside(answer, asset);
  }

  #answerOf(answer: HttpResponse, { kind, classic }: Asset) {
    return {
      status: answer.status,
      type: answer.type,
      noSniff: forbidsToSniff(answer),
      ...(classic && { runs: () => isScript(answer.text()) }),
      bytes: answer.body.length,
      isSvg: kind === 'image' && svgRoot(answer.body) !== undefined,
      isFallback: hashOf(answer.body) === this.#fallback.hash && this.#fallback.status === answer.status,
      ofTheEdge: isEdgeBlock(answer.exchange),
    };
  }

  /** What a third party's file names is its own business. */
  #inside(answer: HttpResponse, { url, kind, classic, needed }: Asset): Asset[] {
    if (ownerOf(url) === 'third-party') return [];
    const scripts = kind === 'script' ? readScript(answer.text(), answer.url, this.#imports, classic) : [];
    // Of a script for older browsers, all that it loads is for them alone.
    if (kind === 'script') return needed ? scripts : scripts.map((one) => ({ ...one, needed: false }));
    if (kind !== 'style') return [];
    const sheet = readSheet(answer.text(), answer.url);
    this.#sheets.push(sheet);
    return sheet.assets;
  }
}
