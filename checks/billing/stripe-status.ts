import { billing } from '#fixtures/billing/billing-settings.ts';
import type { Http } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { ProbeError } from '#fixtures/http/probe.ts';

/** What Stripe's status page says, in a word; never fails a check: it is a witness, not a claim. */
export async function stripeSaysOfItself(http: Http): Promise<string> {
  const answer = await http.try(billing().statusUrl, { plain: true, follow: true, timeoutMs: 3_000 });
  if (answer instanceof ProbeError) return 'its status page does not answer';
  const indicator = valueAt(answer.json(), 'status.indicator');
  return typeof indicator === 'string' ? indicator : `its status page answered ${answer.status}`;
}
