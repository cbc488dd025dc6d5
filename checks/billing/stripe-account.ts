import type Stripe from 'stripe';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { stripeClient } from '#fixtures/billing/providers/stripe/client.ts';
import { countOrphans } from '#fixtures/billing/providers/stripe/orphaned-resources.ts';
import { type EventFacts, factsOf } from './stripe-account-rules.ts';

/** What the audit reads of an account. A part is asked for once, when it is first wanted; none depends on another. */
export interface StripeAccount {
  balance(): Promise<Stripe.Balance>;
  endpoints(): Promise<Stripe.WebhookEndpoint[]>;
  /** Recurring ones, inactive too. */
  prices(): Promise<Stripe.Price[]>;
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
  endpoints: once(async () => (await stripe.webhookEndpoints.list({ limit: 100 })).data),
  prices: once(async () => (await stripe.prices.list({ type: 'recurring', limit: 100 })).data),
  waiting: once(() => waitingEvents(stripe)),
  orphans: once(() => countOrphans(stripe)),
});

const daySeconds = 86_400;

/** Younger events may still be on their way. */
const graceSeconds = 120;

async function waitingEvents(stripe: Stripe): Promise<EventFacts[]> {
  const now = Math.floor(Date.now() / 1_000);
  const created = { gte: now - daySeconds, lt: now - graceSeconds };
  const types = [...billing().webhook.events];
  const { data } = await stripe.events.list({ delivery_success: false, types, created, limit: 100 });
  return data.map(factsOf);
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
