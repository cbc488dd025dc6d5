import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus, type Http } from '#fixtures/http/http.ts';
import { isRelease } from '#fixtures/http/is-release.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { expectOneRelease } from '#fixtures/http/one-release.ts';
import { namedElement } from '#fixtures/http/read-elements.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { store } from '#fixtures/runtime/store.ts';
import { frontendFailures } from './failures.ts';
import { getPage } from './get-page.ts';
import { recallIndex, releaseOfIndex } from './seen-releases.ts';

const { frontend } = target;
const memory = await recallIndex(store);
const shippedWith = frontend?.shipsWithApi;

test(
  'the frontend says which release it is, and it is the one that belongs to the API',
  claim({
    id: 'frontend/release',
    severity: 'P2',
    classes: ['release', 'http-error'],
    needs: [
      ...reachabilityOf(frontend?.host ?? ''),
      'frontend/pages',
      ...(shippedWith ? apiNeeds('version', shippedWith) : []),
    ],
    watched: frontend?.release,
  }),
  async ({ http }) => {
    const { host } = required(frontend);
    const index = await getPage(http, urlOf(host));
    expectStatus(index, 200);
    const release = releaseOf(index.text()) || failUnmarked();
    expect(release, 'the release of the frontend').not.toBe('');
    note({ kind: 'release', component: host, release });
    expectNoOlder(release);
    await expectOneRelease(http, { host, url: index.url, release, releaseOf: (answer) => releaseOf(answer.text()) });
    await expectThatOfApi(http, release);
    rulesOut(`the frontend is ${release}`, host);
  },
);

/** What the target takes for a marker: the asset hashes of the index, or the content of a meta tag. */
function releaseOf(html: string): string {
  const { host, release: from } = required(frontend);
  if (from?.from !== 'meta') return releaseOfIndex(html, urlOf(host));
  return namedElement(html, 'meta', from.name, 'content') ?? '';
}

function failUnmarked(): never {
  const from = required(required(frontend).release);
  const name = from.from === 'meta' ? `meta[name="${from.name}"]` : 'asset with a hash';
  return fail(frontendFailures['release-unmarked'], { path: '/', name });
}

function expectNoOlder(release: string): void {
  if (!memory || release !== memory.previous?.release) return;
  const { current, since } = memory;
  const evidence = [`served now: ${release}`, `served since ${since}: ${current.release}`];
  fail(frontendFailures['release-older'], { release, otherRelease: current.release }, { evidence });
}

async function expectThatOfApi(http: Http, release: string): Promise<void> {
  const api = apis('version').find((one) => one.host === shippedWith);
  if (!api?.version) return;
  const { path, field } = api.version;
  const answer = await http.get(urlOf(api.host, path));
  const other = valueAt(answer.json(), field);
  const isSaid = (typeof other === 'string' && other !== '') || typeof other === 'number';
  if (!isSaid)
    return fail(frontendFailures['api-release-unsaid'], { host: api.host, path, field, status: answer.status });
  if (!isRelease(release, String(other)))
    fail(frontendFailures['release-differs'], { host: api.host, release, otherRelease: String(other) });
}
