import type { HttpResponse } from '#fixtures/http/http-response.ts';
import type { StatusFacts } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { purchaseFailures } from './failures/purchase.ts';

/** Stripe's words, and those that apps put in their place, for a customer that it does not have. */
const customerGone = /no such customer|customer.{0,60}\b(?:deleted|gone|missing|unknown|not exist|no longer)\b/i;

/** Whether the app says that it was refused because of the Stripe customer that it keeps for a user. */
export const isAboutDeadCustomer = (answer: HttpResponse): boolean =>
  answer.status >= 400 && customerGone.test(answer.text());

/**
 * How a route behind which Stripe stands fails. An app that hands on Stripe's error code says that the account's limit was
 * used up, which is one for the app and for us: https://docs.stripe.com/error-codes#rate-limit
 *
 * @param own the code of the route's own failure.
 */
export const codeBehindStripe = (answer: HttpResponse, own: FailureCode<StatusFacts>): FailureCode<StatusFacts> =>
  answer.status >= 500 && /"rate_limit"/.test(answer.text()) ? purchaseFailures['stripe-limit-behind-app'] : own;
