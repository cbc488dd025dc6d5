import type { Stripe } from 'stripe';
import type { Records } from './records/records.ts';

/** What caused an event: the API request and its idempotency key, or nothing for what Stripe does by itself. */
export type Origin = Stripe.Event.Request;

/** Nobody's request: `{ id: null, idempotency_key: null }`. */
export const automatic: Origin = { id: null, idempotency_key: null };

/** One Stripe account in one mode, as the resources see it. */
export interface Account {
  readonly id: string;
  readonly livemode: boolean;
  readonly business: { readonly name: string; readonly country: string; readonly currency: string };
  readonly records: Records;
  /** Public origin of the hosted page. */
  readonly checkoutUrl: () => string;
  /** Seconds since 1970. */
  now(): number;
  /**
   * Writes an event down and sends it to the endpoints that want it.
   * @param previous the changed attributes of an `….updated` event with their old values
   */
  publish(type: Stripe.Event.Type, object: object, origin: Origin, previous?: object): void;
}
