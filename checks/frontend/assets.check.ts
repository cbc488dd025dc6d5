import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut, withinBudget } from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { mostTelling } from './asset-problem.ts';
import { type BrokenAsset, brokenOf, fetchAssets, learnFallback } from './assets.ts';
import { frontendFailures } from './failures.ts';
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
    const index = await http.get(urlOf(host), { follow: true });
    expectStatus(index, 200);
    const fallback = await learnFallback(http, urlOf(host));
    const assets = await fetchAssets(http, index, fallback);
    for (const { name, problem } of assets)
      note({ kind: 'probe', name, ok: !problem, ...(problem && { detail: problem.detail }) });
    failOfBroken(brokenOf(assets), assets.length);
    const scripts = assets.filter(({ kind }) => kind === 'script');
    if (scripts.length === 0) fail(frontendFailures['page-without-scripts'], { path: '/', total: assets.length });
    expect(scripts.length, 'scripts that the page names').toBeGreaterThan(0);
    sayChanged(await changedAssets(store, 'current', assets));
    withinBudget('slowest asset', Math.max(...assets.map(({ ms }) => ms)), budgets.asset);
    rulesOut(`${assets.length} of ${assets.length} assets served as what they are`, host);
    const release = releaseOfIndex(index.text(), index.url);
    if (release !== previous?.release)
      await rememberIndex(store, { release, assets: assets.map(({ name }) => name).toSorted() });
  },
);

function failOfBroken(broken: readonly BrokenAsset[], total: number): void {
  const lead = mostTelling(broken);
  if (!lead) return;
  const { name, kind, problem } = lead;
  const told = [lead, ...broken.filter((one) => one !== lead)];
  const evidence = told.map((one) => `${one.name}: ${one.problem.detail}`);
  const facts = { ...problem.facts, name, assetKind: kind, count: broken.length, total, detail: problem.detail };
  if (problem.code === 'edge-blocked') {
    const { status = 0 } = facts;
    const seen = { ...facts, subject: `the asset ${name}`, status, expectedStatus: [200] };
    fail(commonFailures['edge-blocked'], seen, { evidence });
  } else {
    fail(frontendFailures[problem.code], facts, { evidence, ...(problem.class && { class: problem.class }) });
  }
}
