import { workingApi } from '#fixtures/claim/needs.ts';
import { apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { note } from '#fixtures/outcome/check-outcome.ts';

for (const { id, host, version } of apis('version')) {
  test(
    `${host} says which release it is`,
    claim({ id, severity: 'P3', classes: ['contract', 'http-error'], needs: workingApi(host), watched: version }),
    async ({ http }) => {
      const { path, field } = required(version);
      const answer = await http.get(urlOf(host, path));
      expectStatus(answer, 200);
      const release = valueAt(answer.json(), field);
      expect(release, `"${field}" of ${path}`).toEqual(expect.stringMatching(/\S/));
      note({ kind: 'release', component: host, release: String(release) });
    },
  );
}
