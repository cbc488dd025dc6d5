import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { type BrokenAsset, brokenOf, fetchAssets, learnFallback } from './assets.ts';
import { frontendFailures } from './failures.ts';
import { recallIndex } from './seen-releases.ts';

const { frontend } = target;
const memory = await recallIndex(store);
const previous = memory?.previous;
const needs = [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages'];

test(
  'the assets of the index before still answer, for tabs that are still open',
  claim({
    id: 'frontend/previous-assets',
    severity: 'P2',
    classes: ['asset', 'http-error', 'timeout'],
    needs: [...needs, 'frontend/assets'],
    watched: frontend?.keepsPreviousAssets && previous,
    advisory: true,
  }),
  async ({ http }) => {
    const { host } = required(frontend);
    const home = urlOf(host);
    const fallback = await learnFallback(http, home);
    const assets = await fetchAssets(
      http,
      required(previous).assets.map((name) => new URL(name, home).href),
      fallback,
    );
    failOfBroken(brokenOf(assets), assets.length);
    sayChanged(await changedAssets(store, 'previous', assets));
    expect(assets.length, 'assets of the index before').toBeGreaterThan(0);
    rulesOut(`${assets.length} assets of the index before still answer`, host);
  },
);

/** What is there no more is told first: only that is a deploy's doing for certain. */
function failOfBroken(broken: readonly BrokenAsset[], total: number): void {
  const gone = broken.filter(({ problem }) => problem.code === 'asset-missing' || problem.code === 'asset-fallback');
  const told = gone.length > 0 ? gone : broken;
  const [first] = told;
  if (!first) return;
  const { name, kind, problem } = first;
  const facts = { ...problem.facts, name, assetKind: kind, count: told.length, total, detail: problem.detail };
  fail(frontendFailures[gone.length > 0 ? 'previous-assets-gone' : 'previous-assets-broken'], facts, {
    evidence: told.map((one) => `${one.name}: ${one.problem.detail}`),
    ...(problem.class && { class: problem.class }),
  });
}
