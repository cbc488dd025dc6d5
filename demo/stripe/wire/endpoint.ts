import type { Stripe } from 'stripe';
import type { z } from 'zod';
import type { Account, Origin } from '../account.ts';
import type { Form } from './form.ts';
import type { Permission } from './keys.ts';
import { readParameters } from './parameters.ts';

/** What an operation gets besides its parameters. */
export interface Call {
  readonly account: Account;
  readonly origin: Origin;
  /** The id in the address; empty where there is none. */
  readonly id: string;
}

type Resource =
  | Stripe.Account
  | Stripe.Balance
  | Stripe.Charge
  | Stripe.Checkout.Session
  | Stripe.Customer
  | Stripe.DeletedCustomer
  | Stripe.DeletedProduct
  | Stripe.DeletedWebhookEndpoint
  | Stripe.EventBase
  | Stripe.Invoice
  | Stripe.PaymentIntent
  | Stripe.PaymentMethod
  | Stripe.Price
  | Stripe.Product
  | Stripe.Refund
  | Stripe.Subscription
  | Stripe.WebhookEndpoint;

/** What an operation may answer: an object of the SDK's own types, or several of them, and nothing of our own making. */
export type Answered = Resource | Stripe.ApiList<Resource | Stripe.LineItem> | Stripe.ApiSearchResult<Resource>;

type Method = 'DELETE' | 'GET' | 'POST';

/** One operation of the API. */
export interface Endpoint {
  readonly method: Method;
  readonly path: string;
  readonly permission: Permission;
  /** Checks the parameters, and hands back the operation ready to run. */
  prepare(form: Form): (call: Call) => Answered;
}

/**
 * @example endpoint('GET /v1/customers/:id', 'customer', retrieve, (_, { account, id }) => account.records.customers.get(id))
 */
export function endpoint<S extends z.ZodType>(
  route: `${Method} /v1/${string}`,
  permission: Permission,
  schema: S,
  handle: (params: z.output<S>, call: Call) => Answered,
): Endpoint {
  const [method, path] = route.split(' ') as [Method, string];
  return {
    method,
    path,
    permission,
    prepare(form) {
      const params = readParameters(schema, form);
      return (call) => handle(params, call);
    },
  };
}
