import { workingApi } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { isRelease } from '#fixtures/http/is-release.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { expectOneRelease } from '#fixtures/http/one-release.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { settings } from '#fixtures/runtime/settings.ts';
import { apiFailures } from './failures.ts';
import { claimsOnRoutes } from './routes/claims-on-routes.ts';

for (const { id, host, version } of apis('version')) {
  const expected = settings.release ?? version?.expect;
  test(
    `${host} says which release it is`,
    claim({
      id,
      // Without a release to expect it is only named in reports; with one, it is what was to be shipped.
      severity: expected === undefined ? 'P3' : 'P1',
      classes: ['contract', 'http-error', 'release'],
      needs: [...workingApi(host), ...(version ? claimsOnRoutes([{ host, method: 'GET', path: version.path }]) : [])],
      watched: version,
    }),
    async ({ http }) => {
      const { path, field } = required(version);
      const url = urlOf(host, path);
      const answer = await http.get(url);
      expectStatus(answer, 200);
      const release = releaseOf(answer, field);
      if (!release) return fail(apiFailures['version-missing'], { path, field });
      note({ kind: 'release', component: host, release });
      if (expected !== undefined && !isRelease(release, expected))
        fail(apiFailures['version-unexpected'], { host, path, release, otherRelease: expected });
      await expectOneRelease(http, { host, url, release, releaseOf: (one) => releaseOf(one, field) });
      rulesOut(expected === undefined ? `${path} names a release` : `${path} names ${expected}`, host);
    },
  );
}

function releaseOf(answer: HttpResponse, field: string): string {
  const release = valueAt(answer.json(), field);
  return typeof release === 'string' || typeof release === 'number' ? String(release).trim() : '';
}
