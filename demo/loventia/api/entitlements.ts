import type Stripe from 'stripe';
import type { ApiSettings } from './settings.ts';
import { isMissingResource } from './stripe-failure.ts';
import type { User, UserStore } from './user-store.ts';

/** Keeps `isPremium` in step with Stripe. */
export interface Entitlements {
  /** Takes in one event; one that is about nobody here, or about nothing that matters, changes nothing. */
  apply(event: Stripe.Event): Promise<void>;
  /** Asks Stripe for the person's subscriptions and believes the answer. */
  sync(user: User): Promise<User>;
  /** Ends the person's subscriptions at once; they are free when this resolves. Returns how many there were. */
  cancelNow(user: User): Promise<number>;
}

interface Parts {
  users: UserStore;
  stripe: Stripe;
  settings: Pick<ApiSettings, 'now' | 'cancellingFrees'>;
}

export function createEntitlements({ users, stripe, settings }: Parts): Entitlements {
  const { now, cancellingFrees } = settings;
  const setPremium = (user: User, isPremium: boolean) =>
    users.update(user.id, { isPremium, billingAsOf: Math.floor(now() / 1000) });
  return {
    apply: async (event) => {
      const news = readNews(event);
      if (news && (news.isPremium || cancellingFrees())) await applyNews(users, news, event.created);
    },
    async sync(user) {
      return setPremium(user, (await listEntitling(stripe, user)).length > 0);
    },
    async cancelNow(user) {
      const subscriptions = await listEntitling(stripe, user);
      for (const { id } of subscriptions) await stripe.subscriptions.cancel(id, { invoice_now: false, prorate: false });
      if (cancellingFrees()) await setPremium(user, false);
      return subscriptions.length;
    },
  };
}

/** @param since when it happened, in seconds since 1970. */
async function applyNews(users: UserStore, news: News, since: number): Promise<void> {
  const user = await findUser(users, news);
  if (!user || since < user.billingAsOf) return;
  const stripeCustomerId = news.isGone ? null : (news.customerId ?? user.stripeCustomerId);
  await users.update(user.id, { isPremium: news.isPremium, billingAsOf: since, stripeCustomerId });
}

/** What an event says about one user. */
interface News {
  userId: string | undefined;
  customerId: string | null;
  isPremium: boolean;
  /** Whether Stripe no longer has the customer, so that the next checkout needs a new one. */
  isGone?: true;
}

function readNews(event: Stripe.Event): News | undefined {
  switch (event.type) {
    case 'checkout.session.completed':
      return readSession(event.data.object);
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
      return readSubscription(event.data.object);
    case 'customer.deleted':
      return { userId: undefined, customerId: event.data.object.id, isPremium: false, isGone: true };
    default:
      return undefined;
  }
}

function readSession(session: Stripe.Checkout.Session): News | undefined {
  if (session.mode !== 'subscription' || session.payment_status === 'unpaid') return undefined;
  const userId = session.metadata?.['userId'] ?? session.client_reference_id ?? undefined;
  return { userId, customerId: idOf(session.customer), isPremium: true };
}

function readSubscription(subscription: Stripe.Subscription): News {
  const userId = subscription.metadata?.['userId'];
  return { userId, customerId: idOf(subscription.customer), isPremium: entitles(subscription) };
}

function findUser(users: UserStore, { userId, customerId }: News): Promise<User | undefined> {
  if (userId) return users.byId(userId);
  return customerId ? users.byCustomer(customerId) : Promise.resolve(undefined);
}

async function listEntitling(stripe: Stripe, user: User): Promise<Stripe.Subscription[]> {
  if (!user.stripeCustomerId) return [];
  try {
    const { data } = await stripe.subscriptions.list({ customer: user.stripeCustomerId, status: 'all', limit: 10 });
    return data.filter(entitles);
  } catch (error) {
    // A customer that was deleted at Stripe took its subscriptions along.
    if (isMissingResource(error)) return [];
    throw error;
  }
}

/** A payment that is late is still being collected, so premium stays. */
function entitles({ status }: Stripe.Subscription): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due';
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
