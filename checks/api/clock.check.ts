import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { degrade, fail, remark, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { askWitnesses, isOurClock, secondsOff } from './clock-witnesses.ts';
import { apiFailures } from './failures.ts';

/** From so many seconds on somebody may want to know, in seconds. */
const worthTelling = 2;

for (const { id, host, health, clock } of apis('clock')) {
  test(
    `the clock of ${host} is right`,
    claim({
      id,
      severity: 'P1',
      classes: ['clock', 'http-error', 'harness'],
      needs: [...reachabilityOf(host), ...apiNeeds('health', host), ...apiNeeds('steady', host)],
      watched: clock,
    }),
    async ({ http }) => {
      const { withinSeconds } = required(clock);
      const answer = await http.get(urlOf(host, health.path));
      const off = secondsOff(answer, Date.now() - answer.ms / 2);
      // It may be right all the same: what is missing is a header, and no claim of the product.
      if (off === undefined) return degrade('advisory', apiFailures['clock-untold'], { path: health.path });
      // No duration: it is told in whole seconds, so that a half of one either way is chance.
      if (Math.abs(off) >= worthTelling) remark(`the clock of ${host} is ${off.toFixed(1)} s off`);
      if (Math.abs(off) > withinSeconds) {
        const facts = { host, seconds: Math.round(off), budgetMs: withinSeconds * 1_000 };
        const witnesses = await askWitnesses(http, host);
        const evidence = witnesses.map(
          ({ name, seconds }) => `clock of ${name}: ${Math.round(seconds)} s off from ours`,
        );
        const ours = isOurClock(off, witnesses, withinSeconds);
        fail(apiFailures[ours ? 'runner-clock-off' : 'clock-off'], facts, { evidence });
      }
      rulesOut(`clock within ${withinSeconds} s`, host);
    },
  );
}
