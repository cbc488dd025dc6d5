import { expectStatus } from '#fixtures/http/http.ts';
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
  expectStatus(answer, [200, 201], {
    what: 'the checkout',
    as: isPaused ? orderFailures['payments-paused'] : code,
    facts,
  });
}

/** The id of the order in the answer of a checkout; undefined where it names none. */
export function orderIn(answer: HttpResponse): string | undefined {
  const id = valueAt(answer.json(), orders().checkout.orderId);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
