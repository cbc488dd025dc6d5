import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { ownerOf } from '#fixtures/http/owner-of.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, notRun, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { settings, target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { kindOfImport } from './asset.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { AssetFetcher, type BrokenAsset, brokenLine, brokenOf, learnFallback } from './assets.ts';
import { frontendFailures } from './failures.ts';
import { getPage } from './get-page.ts';
import { indexBefore, recallIndex, releaseOfIndex } from './seen-releases.ts';

const { frontend } = target;
const memory = await recallIndex(store);
const needs = [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages'];

test(
  'the assets of the index before still answer, for tabs that are still open',
  claim({
    id: 'frontend/previous-assets',
    severity: 'P2',
    classes: ['asset', 'http-error', 'timeout'],
    needs: [...needs, 'frontend/assets'],
    watched: frontend?.keepsPreviousAssets && memory,
    advisory: true,
  }),
  async ({ http }) => {
    const { host } = required(frontend);
    const home = urlOf(host);
    const index = await getPage(http, home);
    expectStatus(index, 200);
    const previous = indexBefore(required(memory), releaseOfIndex(index.text(), index.url));
    if (!previous) return notRun('no-past', 'no run has seen another index than the one that is served');
    const fallback = await learnFallback(http, home);
    const urls = previous.assets
      .map((name) => new URL(name, home).href)
      .filter((url) => ['frontend', 'api', 'host'].includes(ownerOf(url)));
    const asked = settings.trigger === 'deploy' ? urls : someOf(urls, Date.now());
    const fetcher = new AssetFetcher(http, home, fallback);
    await fetcher.fetchList(
      asked.map((url) => ({ url, kind: kindByName(url), needed: true, lazy: false, classic: true })),
    );
    const assets = [...fetcher.found.values()];
    failOfBroken(brokenOf(assets), assets.length);
    sayChanged(await changedAssets(store, 'previous', assets, previous.assets));
    expect(assets.length, 'assets of the index before').toBeGreaterThan(0);
    if (asked.length < urls.length) remark(`looked at ${asked.length} of ${urls.length} assets of the index before`);
    rulesOut(`${assets.length} assets of the index before still answer`, host);
  },
);

/** A deploy that deletes deletes all of them: a few are enough to see it. Others each minute, so that each has its turn. */
const mostInRun = 12;

function someOf(urls: readonly string[], now: number): string[] {
  const begin = Math.floor(now / 60_000) % Math.max(1, urls.length);
  return [...urls.slice(begin), ...urls.slice(0, begin)].slice(0, mostInRun);
}

/** The memory keeps names alone, and not which of them are modules. */
const kindByName = (url: string) => {
  const ending = /\.(\w+)$/.exec(new URL(url).pathname)?.[1] ?? '';
  if (/^(woff2?|ttf|otf|eot)$/.test(ending)) return 'font' as const;
  if (/^(png|jpe?g|webp|gif|avif|svg|ico)$/.test(ending)) return 'image' as const;
  return /^(m?js|css)$/.test(ending) ? kindOfImport(url) : ('other' as const);
};

/** What is there no more is told first: only that is a deploy's doing for certain. */
function failOfBroken(broken: readonly BrokenAsset[], total: number): void {
  const gone = broken.filter(({ problem }) => problem.code === 'asset-missing' || problem.code === 'asset-fallback');
  const told = gone.length > 0 ? gone : broken;
  const [first] = told;
  if (!first) return;
  const { name, url, kind, problem } = first;
  const facts = { ...problem.facts, name, url, assetKind: kind, count: told.length, total, detail: problem.detail };
  fail(frontendFailures[gone.length > 0 ? 'previous-assets-gone' : 'previous-assets-broken'], facts, {
    evidence: told.map(brokenLine),
    ...(problem.class && { class: problem.class }),
  });
}
