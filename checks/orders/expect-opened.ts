import { expectStatus, failOfStatus } from '#fixtures/http/http.ts';
import type { HttpResponse } from '#fixtures/http/http-response.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { dataFailure } from '#fixtures/orders/data-failure.ts';
import { orders } from '#fixtures/orders/order-settings.ts';
import { orderFailures } from './failures.ts';

/**
 * Ends the check where a checkout did not come about, by what the answer says of why: payments that are paused on purpose, a
 * rule of the data, connections, a token; or nothing.
 */
export function expectOpened(answer: HttpResponse): void {
  const { pausedCode } = orders().checkout;
  const isPaused = pausedCode !== undefined && valueAt(answer.json(), 'error.code') === pausedCode;
  const { as, facts } = dataFailure(answer, orderFailures['checkout-refused']);
  const isOfRules = facts.problem === 'row-security' || facts.problem === 'constraint';
  const code = isOfRules ? orderFailures['order-refused'] : as;
  const what = 'the checkout';
  if (isPaused) {
    // In a word of the target's own: that is more than a page of maintenance says.
    const { maintenance: _, ...exchange } = answer.exchange;
    failOfStatus(exchange, [200, 201], { what, as: orderFailures['payments-paused'], facts });
  }
  expectStatus(answer, [200, 201], { what, as: code, facts });
}

/** The id of the order in the answer of a checkout; undefined where it names none. */
export function orderIn(answer: HttpResponse): string | undefined {
  const id = valueAt(answer.json(), orders().checkout.orderId);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
