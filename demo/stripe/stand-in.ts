import type { Hono } from 'hono';
import type { Account } from './account.ts';
import { type ApiEnv, createApi } from './api.ts';
import { Deliveries } from './deliveries.ts';
import { newEvent } from './events.ts';
import { createHostedPage } from './hosted-page/hosted-page.ts';
import type { StripeOptions } from './options.ts';
import { newId } from './records/ids.ts';
import { createRecords } from './records/records.ts';
import { createStatusPage } from './status-page.ts';
import { assertKeys } from './wire/keys.ts';
import type { LoggedRequest } from './wire/request-log.ts';

export interface StripeStandIn {
  /** `api.stripe.com` */
  readonly api: Hono<ApiEnv>;
  /** `checkout.stripe.com` */
  readonly checkout: Hono;
  /** `status.stripe.com` */
  readonly status: Hono;
  /** The last 1000 API requests, oldest first, without keys or parameters. */
  readonly requests: readonly LoggedRequest[];
  /** The account's id, `acct_1…`. */
  readonly accountId: string;
  /** Ends retries and webhooks under way. */
  close(): Promise<void>;
}

const loventia = { country: 'SE', currency: 'sek', name: 'Loventia' };

/**
 * A small Stripe in memory: checkout of subscriptions and of single payments, from the API over the hosted page to the webhook, for the official
 * SDK unchanged. What it does not model it refuses rather than accepts.
 */
export function createStripe(options: StripeOptions): StripeStandIn {
  const { livemode = false, now = Date.now, outage = () => false } = options;
  const { reportsTrouble = () => false, asksForHuman = () => false } = options;
  assertKeys(options.keys, livemode);
  const seconds = (): number => Math.floor(now() / 1000);
  const records = createRecords();
  const deliveries = new Deliveries(records, {
    deliver: options.deliver ?? fetch,
    now: seconds,
    retryBackoffMs: options.retryBackoffMs ?? [500, 1000, 2000],
    timeoutMs: options.deliveryTimeoutMs ?? 20_000,
  });
  const account: Account = {
    business: options.business ?? loventia,
    checkoutUrl: options.checkoutUrl,
    id: newId('account'),
    livemode,
    now: seconds,
    publish(...event) {
      deliveries.dispatch(records.events.add(newEvent(account, ...event)));
    },
    records,
  };
  const requests: LoggedRequest[] = [];
  return {
    accountId: account.id,
    api: createApi({ account, keys: options.keys, now, outage, rateLimit: options.rateLimit ?? 25, requests }),
    checkout: createHostedPage({ account, outage, asksForHuman }),
    close: () => deliveries.close(),
    requests,
    status: createStatusPage(() => outage() || reportsTrouble(), now),
  };
}
