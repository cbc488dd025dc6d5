import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { apiFailures } from './failures.ts';

for (const { id, host, health, clock } of apis('clock')) {
  test(
    `the clock of ${host} is right`,
    claim({
      id,
      severity: 'P1',
      classes: ['clock', 'http-error'],
      needs: [...reachabilityOf(host), ...apiNeeds('health', host), ...apiNeeds('steady', host)],
      watched: clock,
    }),
    async ({ http }) => {
      const { withinSeconds } = required(clock);
      const sent = Date.now();
      const answer = await http.get(urlOf(host, health.path));
      const middle = (sent + Date.now()) / 2;
      if (answer.header('date') === '') fail(apiFailures['clock-untold'], { path: health.path });
      // The header counts whole seconds: its middle is half a second later.
      const offSeconds = (Date.parse(answer.header('date')) + 500 - middle) / 1_000;
      note({ kind: 'timing', name: 'clock off', ms: Math.abs(offSeconds * 1_000) });
      if (Math.abs(offSeconds) > withinSeconds) {
        const seconds = Math.round(offSeconds);
        fail(apiFailures['clock-off'], { host, seconds, budgetMs: withinSeconds * 1_000 });
      }
      rulesOut(`clock within ${withinSeconds} s`, host);
    },
  );
}
