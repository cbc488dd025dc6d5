import type { Deliver } from './deliveries.ts';
import type { KeyGrant } from './wire/keys.ts';

/** What `createStripe` is told. Functions are asked anew for every request, so that a fault can be switched on mid-run. */
export interface StripeOptions {
  /** The keys this account knows. All of them are of one mode: that of `livemode`. */
  readonly keys: readonly KeyGrant[];
  /** Public origin of the hosted page without a trailing slash, as it stands in a session's `url`. */
  readonly checkoutUrl: () => string;
  /** Posts the webhooks. Must know how to reach the application. Default: the global `fetch`. */
  readonly deliver?: Deliver;
  /** Pauses in ms before each new attempt at a failed delivery. Default 500, 1000, 2000: three retries as in a sandbox. */
  readonly retryBackoffMs?: readonly number[];
  /** How long in ms an endpoint may take to answer a webhook. Default 20 000. */
  readonly deliveryTimeoutMs?: number;
  /** The clock in ms since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Every object carries it. Default false. */
  readonly livemode?: boolean;
  /** True while Stripe is down: the API answers 500, payments fail, the status page says `major`. Default never. */
  readonly outage?: () => boolean;
  /** True while the status page says `major` and everything works. Default never. */
  readonly reportsTrouble?: () => boolean;
  /** True while the hosted page wants to know whether a human is there, before it takes a card. Default never. */
  readonly asksForHuman?: () => boolean;
  /** API requests a second for the whole account. Default 25, the limit of a sandbox. */
  readonly rateLimit?: number;
  /** The business that owns the account, as customers read it on the hosted page. */
  readonly business?: { readonly name: string; readonly country: string; readonly currency: string };
}
