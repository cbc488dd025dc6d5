import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { fail, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { askReport, expectWell, isSuccess } from './ask-report.ts';
import { apiFailures } from './failures.ts';

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
      const { path, checks, shape } = required(ready);
      const answer = await askReport(http, urlOf(host, path));
      const { parts, mapMissing } = expectWell(answer, host, { checks, shape });
      const field = checks ?? (typeof shape === 'object' ? shape.map : undefined) ?? '';
      if (mapMissing) fail(apiFailures['ready-names-nothing'], { path, field });
      expect(isSuccess(answer), 'a success').toBe(true);
      // What it says of its dependencies is its own word: a pool that hangs may still be called connected.
      const words = parts.map(({ name, word }) => `${name} ${word}`).slice(0, 6);
      rulesOut([`${path} ${answer.status}`, ...words].join(', '), host);
    },
  );
}
