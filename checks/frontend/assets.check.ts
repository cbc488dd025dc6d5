import { hostsOfFiles, reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import { ownerOf } from '#fixtures/http/owner-of.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import {
  degrade,
  fail,
  note,
  remark,
  rulesOut,
  tellableAddress,
  withinBudget,
} from '#fixtures/outcome/check-outcome.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { settings, target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { mostTelling } from './asset-problem.ts';
import { AssetFetcher, type BrokenAsset, brokenLine, brokenOf, type FetchedAsset, learnFallback } from './assets.ts';
import { takeEmptyOnes } from './empty-on-purpose.ts';
import { failingHostOf } from './failing-host.ts';
import { frontendFailures } from './failures.ts';
import { getPage } from './get-page.ts';
import { type PageParts, readPage } from './html-assets.ts';
import { unknownHostOf } from './of-unknown-host.ts';
import { otherPages } from './other-pages.ts';
import { Rotation } from './rotation.ts';
import { recallIndex, releaseOfIndex, rememberIndex } from './seen-releases.ts';
import { unlinkedSheet } from './unlinked-sheet.ts';

const { frontend, budgets } = target;
const memory = await recallIndex(store);
const previous = memory?.previous;
const needs = [frontend?.host ?? '', ...hostsOfFiles()].flatMap(reachabilityOf).concat('frontend/pages');

test(
  'every asset that the page needs is there and is what it should be',
  claim({
    id: 'frontend/assets',
    severity: 'P0',
    classes: ['asset', 'http-error', 'timeout'],
    needs,
    watched: frontend,
    budgetMs: budgets.asset,
  }),
  async ({ http }) => {
    const { host, pages } = required(frontend);
    const index = await getPage(http, urlOf(host));
    expectStatus(index, 200);
    const page = readPage(index.text(), index.url);
    const release = releaseOfIndex(index.text(), index.url);
    const fallback = await learnFallback(http, urlOf(host));
    const rotation = await Rotation.of(store, release, settings.trigger === 'deploy');
    const fetcher = new AssetFetcher(http, index.url, fallback);
    const others = await otherPages(http, pages, index);
    await fetcher.fetchPage(page, (rest, asked) => rotation.choose(rest, asked), others);
    const assets = [...fetcher.found.values()];
    const meant = new Set(await takeEmptyOnes(store, assets));
    for (const { name } of meant) remark(`${tellableAddress(name)} is empty, and nothing says that it was ever more`);
    const broken = brokenOf(assets.filter((asset) => !meant.has(asset)));
    for (const asset of assets) {
      const { name, problem } = asset;
      note({
        kind: 'probe',
        name: tellableAddress(name),
        ok: !problem || meant.has(asset),
        ...(problem && { detail: problem.detail }),
      });
    }
    await rotation.keep(
      store,
      assets.flatMap(({ url, problem }) => (problem ? [] : [url])),
      new Date(),
    );
    const vital = broken.filter(isVital);
    const asked = { page: index.url, assets };
    expect(tellBroken(vital, asked, 'fail'), 'assets that the page needs and that are broken').toBe(0);
    tellBroken(
      broken.filter((one) => !isVital(one) && ownerOf(one.url) !== 'third-party'),
      asked,
      'degrade',
    );
    tellOfThirdParties(
      broken.filter(({ url }) => ownerOf(url) === 'third-party'),
      assets.length,
    );
    if (fetcher.unasked > 0)
      degrade('advisory', frontendFailures['page-assets-endless'], {
        count: assets.length,
        total: assets.length + fetcher.unasked,
      });
    const whole = lostSinceLastIndex(page) && !(await lacksSheet(http, page, fetcher));
    sayChanged(await changedAssets(store, 'current', assets, fetcher.known()));
    const own = assets.filter(({ needed, url }) => needed && ownerOf(url) !== 'third-party');
    withinBudget('slowest asset', Math.max(0, ...own.map(({ ms }) => ms)), budgets.asset);
    const leftOut = rotation.leftOut(fetcher.found);
    if (leftOut) remark(leftOut);
    if (assets.length > 0)
      rulesOut(`${assets.length - broken.length} of ${assets.length} assets served as what they are`, host);
    if (whole && release !== previous?.release)
      await rememberIndex(store, {
        release,
        assets: fetcher.known().toSorted(),
        styled: page.styles > 0,
        scripted: page.scripts > 0,
      });
  },
);

/** A host that we do not know may turn away a client that is no browser. */
const mayOnlyRefuseUs = ({ url, problem: { code, facts } }: BrokenAsset) =>
  ownerOf(url) === 'stranger' && (code === 'edge-blocked' || facts?.status === 403 || facts?.status === 429);

/** A text whose font does not come stands in another: the page works without it. */
const isVital = (asset: BrokenAsset) =>
  asset.needed && asset.kind !== 'font' && ownerOf(asset.url) !== 'third-party' && !mayOnlyRefuseUs(asset);

/** What was looked at: the page, and all files that it leads to. */
interface Asked {
  page: string;
  assets: readonly FetchedAsset[];
}

/** Tells of broken assets by the one that the page needs most; how many there were. */
function tellBroken(broken: readonly BrokenAsset[], { page, assets }: Asked, how: 'fail' | 'degrade'): number {
  const lead = mostTelling(broken);
  if (!lead) return 0;
  const { name, url, kind, problem } = lead;
  const told = [lead, ...broken.filter((one) => one !== lead)];
  const evidence = told.map(brokenLine);
  const seen = { name, url, assetKind: kind, count: broken.length, total: assets.length };
  const facts = { ...problem.facts, ...seen, detail: problem.detail };
  const { status = 0 } = facts;
  const blocked = { ...facts, subject: `the asset ${tellableAddress(name)}`, status, expectedStatus: [200] };
  const details = { evidence, ...(problem.class && { class: problem.class }) };
  const origin = unknownHostOf(lead);
  if (origin && how === 'fail') fail(frontendFailures['asset-host-unanswered'], { ...facts, origin }, { evidence });
  const failing = how === 'fail' ? failingHostOf(lead, page, assets) : undefined;
  if (failing) fail(frontendFailures['asset-host-fails'], { ...facts, origin: failing }, { evidence });
  if (problem.code === 'edge-blocked' && how === 'fail') fail(commonFailures['edge-blocked'], blocked, details);
  if (problem.code === 'edge-blocked') degrade('advisory', commonFailures['edge-blocked'], blocked, details);
  else if (origin)
    degrade('advisory', frontendFailures['asset-host-unanswered'], { ...facts, origin }, { evidence, class: 'asset' });
  else if (how === 'fail') fail(frontendFailures[problem.code], facts, details);
  else degrade('advisory', frontendFailures[problem.code], facts, { evidence, class: 'asset' });
  return broken.length;
}

/** What others serve may be missed by a user, and is theirs to mend. */
function tellOfThirdParties(broken: readonly BrokenAsset[], total: number): void {
  const lead = mostTelling(broken.filter(({ needed }) => needed));
  if (!lead) return;
  const evidence = broken.map(brokenLine);
  const { name, url, kind, problem } = lead;
  const facts = { name, url, assetKind: kind, count: broken.length, total, detail: problem.detail };
  degrade('advisory', frontendFailures['third-party-asset'], facts, { evidence, party: 'third-party' });
}

/** What the build wrote, and no page names. */
async function lacksSheet(http: Http, { styles }: PageParts, fetcher: AssetFetcher): Promise<boolean> {
  const isStyled = styles > 0 || fetcher.known().some((name) => /\.css(?:\?|$)/.test(name));
  const own = [...fetcher.found.values()].filter(({ url }) => ['frontend', 'host'].includes(ownerOf(url)));
  const url = isStyled ? undefined : await unlinkedSheet(own, (one) => http.get(one));
  if (url) degrade('advisory', frontendFailures['sheet-unnamed'], { path: '/', name: new URL(url).pathname });
  return url !== undefined;
}

/** A page may well have no scripts or no style sheets; one that had them and lost them is another thing. */
function lostSinceLastIndex({ scripts, styles }: PageParts): boolean {
  const last = memory?.current;
  const lost = [last?.scripted && scripts === 0 && 'scripts', last?.styled && styles === 0 && 'style sheets'];
  const [name] = lost.filter((one) => typeof one === 'string');
  if (name) degrade('advisory', frontendFailures['page-lost-assets'], { path: '/', name });
  return !name;
}
