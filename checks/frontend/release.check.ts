import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';
import { htmlLibrary } from '#fixtures/runtime/libraries.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { recallIndex, releaseOfIndex } from './seen-releases.ts';

const { frontend } = target;
const memory = await recallIndex(store);

test(
  'the frontend says which release it is, and it is the one that belongs to the API',
  claim({
    id: 'frontend/release',
    severity: 'P2',
    classes: ['release', 'http-error'],
    needs: [...reachabilityOf(frontend?.host ?? ''), 'frontend/pages'],
    watched: frontend?.release,
  }),
  async ({ http }) => {
    const { host, shipsWithApi } = required(frontend);
    const index = await http.get(urlOf(host));
    expectStatus(index, 200);
    const release = releaseOf(index.text());
    expect(release, 'the release of the frontend').not.toBe('');
    note({ kind: 'release', component: host, release });
    if (release === memory?.previous?.release) {
      const evidence = [`served now: ${release}`, `served since ${memory.since}: ${memory.current.release}`];
      fail('release', 'the index is that of the release before: a stale cache, or rolled back on purpose', {
        evidence,
      });
    }
    const api = apis('version').find((one) => one.host === shipsWithApi);
    if (!api?.version) return;
    const answer = await http.get(urlOf(api.host, api.version.path));
    const other = String(valueAt(answer.json(), api.version.field));
    if (other !== release) fail('release', `the frontend is ${release}, the API is ${other}`);
  },
);

/** The marker the target names: the asset hashes of the index, or the content of a meta tag. */
function releaseOf(html: string): string {
  const from = required(required(frontend).release);
  if (from.from === 'meta')
    return htmlLibrary().parse(html).querySelector(`meta[name="${from.name}"]`)?.getAttribute('content') ?? '';
  return releaseOfIndex(html, urlOf(required(frontend).host));
}
