import { apis } from '../../fixtures/apis.ts';
import { fieldOf } from '../../fixtures/fields.ts';
import { urlOf } from '../../fixtures/hosts.ts';
import { expectStatus } from '../../fixtures/http.ts';
import { claim, expect, given, test } from '../../fixtures/index.ts';
import { workingApi } from '../../fixtures/needs.ts';
import { note } from '../../fixtures/notes.ts';

for (const { id, host, version } of apis('version')) {
  test(
    `${host} says which release it is`,
    claim({ id, severity: 'P3', classes: ['contract', 'http-error'], needs: workingApi(host), watched: version }),
    async ({ http }) => {
      const { path, field } = given(version);
      const answer = await http.get(urlOf(host, path));
      expectStatus(answer, 200);
      const release = fieldOf(answer.json(), field);
      expect(release, `"${field}" of ${path}`).toEqual(expect.stringMatching(/\S/));
      note({ kind: 'release', component: host, release: String(release) });
    },
  );
}
