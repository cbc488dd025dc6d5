import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type Compared = FactsWith<'object' | 'expected' | 'got'>;

/** How the account at Stripe is not as the app needs it. */
export const accountFailures = defineFailures({
  'stripe-key-mode': {
    class: 'data',
    message: ({ name, expected, got }: FactsWith<'name' | 'expected' | 'got'>) =>
      `the key opens ${got} mode, ${name} needs ${expected} mode (livemode: ${got === 'live'})`,
  },
  'stripe-reports-outage': {
    class: 'stripe',
    message: ({ statusPage }: FactsWith<'statusPage'>) => `Stripe answers us, but its status page says ${statusPage}`,
  },
  'endpoint-missing': {
    class: 'webhook',
    message: ({ expected }: FactsWith<'expected'>) => `no webhook endpoint of the account has the address ${expected}`,
  },
  'endpoint-elsewhere': {
    class: 'webhook',
    message: ({ object, expected, got }: Compared) =>
      `the webhook endpoint ${object} points at ${got}, the app is at ${expected}`,
  },
  /** Written with another slash, host or scheme than the app's: it answers with a redirect, which Stripe takes for a failure. */
  'endpoint-redirects': {
    class: 'webhook',
    message: ({ object, expected, got, status }: Compared & FactsWith<'status'>) =>
      `${object} points at ${got}, which redirects (${status}); the app is at ${expected}`,
  },
  'endpoint-disabled': {
    class: 'webhook',
    message: ({ object, got }: FactsWith<'object' | 'got'>) => `the webhook endpoint ${object} is ${got} at Stripe`,
  },
  /** `name` is what is missing, `got` what it is subscribed to. */
  'endpoint-lacks-events': {
    class: 'webhook',
    message: ({ object, name }: FactsWith<'object' | 'name' | 'got'>) =>
      `the webhook endpoint ${object} does not get ${name}`,
  },
  'endpoint-api-version': {
    class: 'webhook',
    message: ({ expected, got }: FactsWith<'expected' | 'got'>) =>
      `the webhook endpoint speaks API version ${got}, the app expects ${expected}`,
  },
  /** No version is pinned, and the account shows none. */
  'endpoint-version-open': {
    class: 'webhook',
    message: ({ expected }: FactsWith<'expected'>) =>
      `the webhook endpoint pins no API version: events come in the account's default, the app expects ${expected}`,
  },
  'price-inactive': {
    class: 'data',
    message: ({ object, expected }: Compared) => `the price ${object} is inactive; expected ${expected}`,
  },
  'price-currency': {
    class: 'data',
    message: ({ object, expected, got }: Compared) =>
      `the price ${object} is in the wrong currency, ${got}; expected ${expected}`,
  },
  'price-amount': {
    class: 'data',
    message: ({ object, expected, got }: Compared) =>
      `the price ${object} has the wrong amount, ${got}; expected ${expected}`,
  },
  'price-interval': {
    class: 'data',
    message: ({ object, expected, got }: Compared) => `the price ${object} is charged ${got}; expected ${expected}`,
  },
  'product-archived': {
    class: 'data',
    message: ({ object, expected }: FactsWith<'object' | 'expected'>) =>
      `the product ${object} is archived, and with it its price; expected ${expected}`,
  },
  'price-missing': {
    class: 'data',
    message: ({ expected }: FactsWith<'expected'>) => `there is no such price; expected ${expected}`,
  },
  'events-waiting': {
    class: 'webhook',
    message: ({ count }: FactsWith<'count'>) =>
      `undelivered: ${counted(count, 'event')} of the last day, not taken by the app`,
  },
  'probe-leftovers': {
    class: 'data',
    message: ({ count }: FactsWith<'count'>) => `earlier probes left ${counted(count, 'object')}: npm run sweep`,
  },
});

/** `1 event`, `2 events`. */
function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
