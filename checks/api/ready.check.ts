import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, note } from '#fixtures/outcome/check-outcome.ts';

for (const { id, host, ready } of apis('ready')) {
  test(
    `${host} is ready and so is everything it depends on`,
    claim({
      id,
      severity: 'P0',
      classes: ['dependency', 'http-error', 'contract'],
      needs: [...reachabilityOf(host), ...apiNeeds('health', host), ...apiNeeds('steady', host)],
      watched: ready,
    }),
    async ({ http }) => {
      const { path, checks } = required(ready);
      const answer = await http.get(urlOf(host, path));
      const dependencies = Object.entries(valueAt(answer.json(), checks) ?? {});
      for (const [name, state] of dependencies)
        note({ kind: 'probe', name, ok: state === 'ok', detail: String(state) });
      const broken = dependencies.filter(([, state]) => state !== 'ok').map(([name, state]) => `${name}=${state}`);
      if (broken.length > 0) {
        fail('dependency', `${path} ${answer.status} ${broken.join(', ')}`, {
          evidence: [exchangeLine(answer.exchange)],
        });
      }
      expectStatus(answer, 200);
      expect(dependencies.length, 'dependencies that it reports').toBeGreaterThan(0);
    },
  );
}
