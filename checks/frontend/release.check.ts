import { parse } from 'node-html-parser';
import { apis } from '../../fixtures/apis.ts';
import { fieldOf } from '../../fixtures/fields.ts';
import { urlOf } from '../../fixtures/hosts.ts';
import { expectStatus } from '../../fixtures/http.ts';
import { claim, expect, given, test } from '../../fixtures/index.ts';
import { assetsOfHtml } from '../../fixtures/index-assets.ts';
import { wayTo } from '../../fixtures/needs.ts';
import { fail, note } from '../../fixtures/notes.ts';
import { target } from '../../fixtures/settings.ts';

const { frontend } = target;

test(
  'the frontend says which release it is, and it is the one that belongs to the API',
  claim({
    id: 'frontend/release',
    severity: 'P2',
    classes: ['release', 'http-error'],
    needs: [...wayTo(frontend?.host ?? ''), 'frontend/pages'],
    watched: frontend?.release,
  }),
  async ({ http }) => {
    const { host, shipsWithApi } = given(frontend);
    const index = await http.get(urlOf(host));
    expectStatus(index, 200);
    const release = releaseOf(index.text());
    expect(release, 'the release of the frontend').not.toBe('');
    note({ kind: 'release', component: host, release });
    const api = apis('version').find((one) => one.host === shipsWithApi);
    if (!api?.version) return;
    const answer = await http.get(urlOf(api.host, api.version.path));
    const other = String(fieldOf(answer.json(), api.version.field));
    if (other !== release) fail('release', `the frontend is ${release}, the API is ${other}`);
  },
);

/** The marker the target names: the asset hashes of the index, or the content of a meta tag. */
function releaseOf(html: string): string {
  const from = given(given(frontend).release);
  if (from.from === 'meta')
    return parse(html).querySelector(`meta[name="${from.name}"]`)?.getAttribute('content') ?? '';
  const hashed = assetsOfHtml(html, urlOf(given(frontend).host)).map(
    ({ url }) => new URL(url).pathname.split('/').at(-1) ?? '',
  );
  return hashed.filter((name) => /-[\w-]{6,}\.(js|css)$/.test(name)).join(' ');
}
