import type Stripe from 'stripe';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { countOrphans } from '#fixtures/billing/providers/stripe/orphaned-resources.ts';
import { readPages } from '#fixtures/billing/providers/stripe/read-pages.ts';
import { required } from '#fixtures/claim/claim.ts';
import { type EventFacts, factsOf } from './stripe-endpoints.ts';
import { mayHoldMore, soldPrices } from './stripe-prices.ts';

/** What the audit reads of an account. A part is asked for once, when it is first wanted; none depends on another. */
export interface StripeAccount {
  balance(): Promise<Stripe.Balance>;
  endpoints(): Promise<Stripe.WebhookEndpoint[]>;
  /** Recurring ones, inactive too, as far as what is sold is among them. */
  prices(): Promise<Stripe.Price[]>;
  /** The API version in which events come where an endpoint names none: that of the latest event. */
  usualVersion(): Promise<string | undefined>;
  /** Events of the last day that some endpoint has not taken; none of the last moments. */
  waiting(): Promise<EventFacts[]>;
  /** Lines on what earlier probes left. */
  orphans(): Promise<string[]>;
}

let known: StripeAccount | undefined;

/** The account as this worker sees it. */
export function stripeAccount(): StripeAccount {
  known ??= accountOf(stripeClient());
  return known;
}

/** The account of a client; only reads it. */
const accountOf = (stripe: Stripe): StripeAccount => ({
  balance: once(() => stripe.balance.retrieve()),
  endpoints: once(() => readPages((page) => stripe.webhookEndpoints.list(page))),
  prices: once(() => recurringPrices(stripe)),
  usualVersion: once(async () => (await stripe.events.list({ limit: 1 })).data[0]?.api_version ?? undefined),
  waiting: once(() => waitingEvents(stripe)),
  orphans: once(() => countOrphans(stripe)),
});

/** A list leaves out what a price costs in other currencies and by the number bought: asked for only where that may decide. */
async function recurringPrices(stripe: Stripe): Promise<Stripe.Price[]> {
  const wanted = required(billing().price);
  const isEnough = (read: readonly Stripe.Price[]) => soldPrices(read, wanted).length > 0;
  const read = await readPages((page) => stripe.prices.list({ type: 'recurring', ...page }), isEnough);
  if (isEnough(read) || !read.some((price) => mayHoldMore(price, wanted))) return read;
  const expand = ['data.currency_options', 'data.tiers'];
  return readPages((page) => stripe.prices.list({ type: 'recurring', expand, ...page }), isEnough);
}

const daySeconds = 86_400;

/** Younger events may still be on their way. */
const graceSeconds = 120;

async function waitingEvents(stripe: Stripe): Promise<EventFacts[]> {
  const now = Math.floor(Date.now() / 1_000);
  const created = { gte: now - daySeconds, lt: now - graceSeconds };
  const types = [...billing().webhook.events];
  const waiting = await readPages((page) => stripe.events.list({ delivery_success: false, types, created, ...page }));
  return waiting.map(factsOf);
}

/** Does it when first asked to. A part that is asked for early may fail before anyone listens. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    if (!asked) {
      asked = ask();
      asked.catch(() => undefined);
    }
    return asked;
  };
}
