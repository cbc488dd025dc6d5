import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { changedAssets, sayChanged } from './asset-hashes.ts';
import { fetchAssets, learnFallback } from './assets.ts';
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
    const home = urlOf(required(frontend).host);
    const fallback = await learnFallback(http, home);
    const assets = await fetchAssets(
      http,
      required(previous).assets.map((name) => new URL(name, home).href),
      fallback,
    );
    const gone = assets.filter(({ problem }) => problem).map(({ name, problem }) => `${name}: ${problem}`);
    if (gone[0])
      fail('asset', `${gone.length} of ${assets.length} assets of the index before are gone: ${gone[0]}`, {
        evidence: gone,
      });
    sayChanged(await changedAssets(store, 'previous', assets));
    expect(assets.length, 'assets of the index before').toBeGreaterThan(0);
  },
);
