import { setTimeout as sleep } from 'node:timers/promises';
import type { Network } from '../net/network.ts';

type Fetch = Network<string>['fetch'];

const firstPauseMs = 100;
const longestPauseMs = 1_000;
/** Half of what a load balancer waits for an answer. */
const patienceMs = 30_000;

/**
 * Makes a fetch wait and send again where Stripe is asked too often: the SDK does not by itself, and the limit is one for
 * the whole account, whoever else uses it (https://docs.stripe.com/rate-limits). The patience is a time and not a number of
 * tries: the more others ask, the more tries are in vain. When it is over, the refusal is handed on.
 *
 * @param pause waits so many milliseconds.
 */
export function patientFetch(fetch: Fetch, pause: (ms: number) => Promise<unknown> = sleep): Fetch {
  return async (url, init) => {
    let waitedMs = 0;
    for (let longMs = firstPauseMs; ; longMs = Math.min(longMs * 2, longestPauseMs)) {
      const answer = await fetch(url, init);
      if (answer.status !== 429 || waitedMs >= patienceMs) return answer;
      await answer.body?.cancel();
      const pauseMs = longMs * (0.5 + Math.random());
      await pause(pauseMs);
      waitedMs += pauseMs;
    }
  };
}
