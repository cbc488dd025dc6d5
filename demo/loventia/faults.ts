import { createSwitches, type Fault, type FaultSwitches } from '../faults.ts';
import { routeFaults } from './api/faults/routes.ts';

/** Every fault the Loventia demo can show, by the id that switches it on. */
export const loventiaFaults = {
  ...routeFaults,
  'frontend-down': { description: 'The site answers 503 instead of its index page', effect: 'failed' },
  'maintenance-page': { description: 'Site and API answer 503 with a page of maintenance', effect: 'failed' },
  'no-https-redirect': { description: 'Plain http shows the site instead of leading to https', effect: 'failed' },
  'frontend-refused': { description: 'Nothing listens where the site should be', effect: 'failed' },
  'asset-missing': { description: 'A hashed script of the current index cannot be fetched', effect: 'failed' },
  'asset-fallback': { description: 'A missing chunk is answered with the index page and 200', effect: 'failed' },
  'asset-purged': { description: 'The chunks of the release before are gone, so open tabs break', effect: 'degraded' },
  'stale-release': { description: 'The CDN still hands out the index of the release before', effect: 'failed' },
  'index-cached-too-long': { description: 'Browsers may keep the index page for a day', effect: 'failed' },
  'blank-page': { description: 'Everything loads, then the bundle throws and renders nothing', effect: 'failed' },
  'ready-db': { description: 'The API lives but has lost its database', effect: 'failed' },
  'api-timeout': { description: 'The API accepts requests and never answers one', effect: 'failed' },
  'flaky-task': { description: 'One API task in four is bad: every fourth request gets a 502', effect: 'degraded' },
  'clock-drift': { description: "The API's clock is ten minutes slow", effect: 'failed' },
  'me-401': { description: 'Every second API task verifies tokens with another secret', effect: 'failed' },
  'sessions-dropped': {
    description: 'A deploy replaced the signing keys: sessions of before it are refused',
    effect: 'degraded',
  },
  'refresh-loop': { description: 'Refreshing hands out access tokens that have already expired', effect: 'failed' },
  'refresh-not-rotated': { description: 'Refresh rotation is promised and does not happen', effect: 'degraded' },
  'cookie-flags': {
    description: 'The refresh cookie has lost HttpOnly and Secure and goes to every path',
    effect: 'failed',
  },
  cors: { description: "The API no longer allows the site's origin: only browsers notice", effect: 'failed' },
  'stale-customer': { description: 'The probe users carry a Stripe customer that was deleted', effect: 'failed' },
  'stripe-price-inactive': { description: 'What is sold has been archived at Stripe', effect: 'failed' },
  'stripe-price-currency': { description: 'What is sold costs the same number of euros', effect: 'failed' },
  'hosted-page-changed': {
    description: "Stripe's hosted page asks for a proof of being human instead of a card",
    effect: 'degraded',
  },
  'already-premium': {
    description: 'The first probe user bought premium before and nobody ended it',
    effect: 'harmless',
  },
  'cancel-at-period-end': {
    description: 'The first probe user has a subscription that ends only with its month',
    effect: 'harmless',
  },
  'foreign-dead-endpoint': {
    description: "Another system's dead webhook endpoint shares the Stripe account",
    effect: 'harmless',
  },
  'webhook-secret': { description: "The API verifies webhooks with another endpoint's secret", effect: 'failed' },
  'webhook-raw-body': {
    description: 'The webhook body is parsed and printed again before it is verified',
    effect: 'failed',
  },
  'webhook-500': { description: 'The webhook handler throws on every genuine event', effect: 'failed' },
  'webhook-slow': { description: 'The webhook is acknowledged only after 15 seconds', effect: 'degraded' },
  'webhook-blocked': {
    description: 'A firewall at the edge turns webhooks away before the API sees them',
    effect: 'failed',
  },
  'webhook-elsewhere': { description: "Stripe's webhook endpoint points at an address of old", effect: 'failed' },
  'webhook-missing': { description: 'Somebody has deleted the webhook endpoint at Stripe', effect: 'failed' },
  'webhook-events-missing': {
    description: "Stripe's webhook endpoint is not subscribed to every event that the app needs",
    effect: 'failed',
  },
  'webhook-api-version': {
    description: "Stripe's webhook endpoint speaks an API version of years ago",
    effect: 'degraded',
  },
  'webhook-accepts-forgery': {
    description: 'The webhook takes events that Stripe did not sign',
    effect: 'failed',
  },
  'webhook-disabled': { description: "Stripe's webhook endpoint is disabled", effect: 'failed' },
  'webhook-swallowed': { description: 'Webhooks are acknowledged and then ignored', effect: 'failed' },
  'premium-late': { description: 'Premium arrives three minutes after the payment', effect: 'degraded' },
  'events-undelivered': {
    description: 'An event of an hour ago was never taken by the app',
    effect: 'degraded',
  },
  'premium-stays': { description: 'Cancelling ends the subscription, and the user stays premium', effect: 'failed' },
  'stripe-price': { description: 'What is sold costs more at Stripe than it should', effect: 'failed' },
  'orphans-left': { description: 'A probe user has a checkout session open that no run remembers', effect: 'degraded' },
  'stripe-says-trouble': { description: 'Stripe reports a major outage, and its API answers', effect: 'degraded' },
  'stripe-outage': { description: 'Stripe reports a major outage and its API answers 5xx', effect: 'degraded' },
  'image-403': { description: 'One profile photo is denied', effect: 'failed' },
  'image-404': { description: 'One profile photo is missing', effect: 'failed' },
  'image-cors': { description: 'Profile photos load but carry no CORS header', effect: 'failed' },
  'image-corrupt': { description: 'One profile photo is an XML error sold as a JPEG', effect: 'failed' },
  'private-image-public': { description: 'The private photos are readable by everybody', effect: 'failed' },
  'image-expired': { description: 'Presigned photo links have expired when they are handed out', effect: 'failed' },
  'image-slow': { description: 'One profile photo starts after five seconds', effect: 'degraded' },
  'tls-expiring': { description: "A host's certificate ends in five days", effect: 'degraded', perHost: true },
  'tls-expired': { description: "A host's certificate has ended", effect: 'failed', perHost: true },
  'tls-wrong-host': {
    description: "A host's certificate was issued for another name",
    effect: 'failed',
    perHost: true,
  },
  dns: { description: "A host's name does not resolve", effect: 'failed', perHost: true },
} as const satisfies Record<string, Fault>;

export type FaultId = keyof typeof loventiaFaults;

/** The hosts that a fault can be pinned to: Loventia's own. */
export const faultHosts = ['app', 'api', 'images', 's3'] as const;
export type FaultHost = (typeof faultHosts)[number];

/** Switches with these faults of Loventia on. Throws an `Error` that lists the valid ids when one of them is unknown. */
export const parseFaults = (ids: readonly string[] = []): FaultSwitches =>
  createSwitches({ faults: loventiaFaults, hosts: faultHosts }, ids);
