import type { Stripe } from 'stripe';
import { type Account, automatic, type Origin } from '../account.ts';

/** Ends an open session: by request (`sessions.expire`) or because its time is up. */
export function expireSession(
  account: Account,
  origin: Origin,
  session: Stripe.Checkout.Session,
): Stripe.Checkout.Session {
  const expired: Stripe.Checkout.Session = { ...session, status: 'expired', url: null };
  account.publish('checkout.session.expired', account.records.sessions.replace(expired), origin);
  return expired;
}

/** The session as of now: one past its `expires_at` expires when somebody looks. */
export function currentSession(account: Account, id: string): Stripe.Checkout.Session {
  const session = account.records.sessions.get(id);
  const over = session.status === 'open' && session.expires_at <= account.now();
  return over ? expireSession(account, automatic, session) : session;
}
