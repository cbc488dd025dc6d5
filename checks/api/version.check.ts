import { workingApi } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { apiFailures } from './failures.ts';

for (const { id, host, version } of apis('version')) {
  test(
    `${host} says which release it is`,
    claim({ id, severity: 'P3', classes: ['contract', 'http-error'], needs: workingApi(host), watched: version }),
    async ({ http }) => {
      const { path, field } = required(version);
      const answer = await http.get(urlOf(host, path));
      expectStatus(answer, 200);
      const release = valueAt(answer.json(), field);
      if (typeof release !== 'string' || !/\S/.test(release)) fail(apiFailures['version-missing'], { path, field });
      note({ kind: 'release', component: host, release: String(release) });
      rulesOut(`${path} names a release`, host);
    },
  );
}
