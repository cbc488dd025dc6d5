import { findBrowser } from '#fixtures/browser/browser-path.mjs';
import { isStorePlace, storeForms } from '#store/open-store.ts';
import { storePlace } from '#store/store-root.ts';
import type { ConfigProblem } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';

/** What is wrong with the places that a run is told of, before anything has run. */
export const placeProblems = (environment: Environment): ConfigProblem[] => [
  ...browserProblems(environment),
  ...storeProblems(environment),
];

/** What no kind of store takes would be found by each worker. */
function storeProblems(environment: Environment): ConfigProblem[] {
  const place = storePlace(environment);
  if (isStorePlace(place)) return [];
  const expected = storeForms.join(' or ');
  return [{ where: 'WATCHPOST_STORE', found: `"${place}"`, expected, remedy: 'name a place of such a kind' }];
}

/** A path that names no browser is found before the runner stumbles over it; no browser at all is for its checks to say. */
function browserProblems(environment: Environment): ConfigProblem[] {
  try {
    findBrowser(environment);
    return [];
  } catch (error) {
    const expected = 'the path of a Chromium or Chrome, or "bundled"';
    const remedy = error instanceof Error ? error.message : String(error);
    return [{ where: 'WATCHPOST_BROWSER', found: `"${environment['WATCHPOST_BROWSER']}"`, expected, remedy }];
  }
}
