import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { fetchAssets, learnFallback } from './assets.ts';
import { recallIndex, releaseOfIndex, rememberIndex } from './seen-releases.ts';

const { frontend, budgets } = target;
const memory = await recallIndex(store);
const previous = memory?.previous;
const needs = [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages'];

test(
  'every asset that the page names is there and is what it should be',
  claim({
    id: 'frontend/assets',
    severity: 'P0',
    classes: ['asset', 'http-error', 'timeout'],
    needs,
    watched: frontend,
    budgetMs: budgets.asset,
  }),
  async ({ http }) => {
    const { host } = required(frontend);
    const index = await http.get(urlOf(host));
    expectStatus(index, 200);
    const fallback = await learnFallback(http, urlOf(host));
    const assets = await fetchAssets(http, index, fallback);
    for (const { name, problem } of assets)
      note({ kind: 'probe', name, ok: !problem, ...(problem && { detail: problem }) });
    const bad = assets.filter(({ problem }) => problem);
    if (bad[0]) {
      const evidence = bad.map(({ name, problem }) => `${name}: ${problem}`);
      const failureClass = bad.find((one) => one.failureClass)?.failureClass ?? 'asset';
      fail(failureClass, `${bad.length} of ${assets.length} assets are broken: ${evidence[0]}`, { evidence });
    }
    expect(assets.filter(({ kind }) => kind === 'script').length, 'scripts that the page names').toBeGreaterThan(0);
    sayChanged(await changedAssets(store, 'current', assets));
    withinBudget('slowest asset', Math.max(...assets.map(({ ms }) => ms)), budgets.asset);
    const release = releaseOfIndex(index.text(), index.url);
    if (release !== previous?.release)
      await rememberIndex(store, { release, assets: assets.map(({ name }) => name).toSorted() });
  },
);
