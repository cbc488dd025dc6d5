import { Stripe } from 'stripe';
import type { Account } from './account.ts';
import { newId } from './records/ids.ts';

/** The version the SDK pins; objects and events are rendered in it. */
export const apiVersion: string = Stripe.API_VERSION;

/** A copy as it goes over the wire, so that an event keeps showing what was true when it happened. */
export const snapshot = (object: object): object => JSON.parse(JSON.stringify(object));

/** https://docs.stripe.com/api/events/object */
export function newEvent(
  account: Pick<Account, 'livemode' | 'now'>,
  ...[type, object, origin, previous]: Parameters<Account['publish']>
): Stripe.EventBase {
  return {
    api_version: apiVersion,
    created: account.now(),
    data: { object: snapshot(object), ...(previous && { previous_attributes: snapshot(previous) }) },
    id: newId('event'),
    livemode: account.livemode,
    object: 'event',
    pending_webhooks: 0,
    request: origin,
    type,
  };
}

/** The attributes of `before` that are different in `after`: an event's `previous_attributes`. */
export function changes<T extends object>(before: T, after: T): Partial<T> {
  const changed = Object.entries(before).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(after[key as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}
