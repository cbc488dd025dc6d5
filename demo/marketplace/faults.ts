import type { Fault } from '../faults.ts';

/** Every fault that the demo of the Marketplace can show, by the id that switches it on. */
export const marketplaceFaults = {
  'site-500': { description: 'Every page ends in a 500', effect: 'failed' },
  'page-leads-away': { description: 'Every page leads to the site of somebody else', effect: 'failed' },
  'consent-button-missing': {
    description: "The consent dialog's button is called otherwise than the target says",
    effect: 'misconfigured',
  },
  'slow-pages': { description: 'Every page takes 4 seconds', effect: 'degraded' },
  'console-errors': { description: "The pages' script throws as it starts", effect: 'failed' },
  'cdn-image-missing': { description: 'A picture is gone from the CDN', effect: 'failed' },
  'asset-missing': { description: "The pages' script is gone from the CDN", effect: 'failed' },
  'order-not-shown': { description: 'The page of a paid order goes on saying that it waits', effect: 'failed' },
  'auth-down': { description: 'The sign-in service does not run; its gateway answers for it', effect: 'failed' },
  'email-unconfirmed': { description: "The address of the probe's account was never confirmed", effect: 'failed' },
  'refresh-broken': { description: 'No refresh token is found again', effect: 'failed' },
  'jwt-errors': {
    description: 'Tokens are signed with a new secret that the data API does not know',
    effect: 'failed',
  },
  'db-connections': { description: 'The data API gets no connection to its database', effect: 'failed' },
  'products-hidden': { description: 'The policy is gone that shows products to everybody', effect: 'failed' },
  'order-leak': { description: 'A policy shows every order to whoever is not signed in', effect: 'failed' },
  'order-leak-list': { description: 'A policy shows every order to every user', effect: 'failed' },
  'order-refused-rls': { description: 'A policy refuses every new order', effect: 'failed' },
  'order-refused-constraint': { description: 'A constraint refuses orders below 50 euros', effect: 'failed' },
  'edge-checkout-500': { description: 'The checkout function throws', effect: 'failed' },
  'edge-checkout-timeout': { description: 'The checkout function never answers', effect: 'failed' },
  'payments-paused': { description: 'The switch that pauses payments is on, and Stripe is well', effect: 'failed' },
  'stripe-outage': {
    description: 'Stripe is down, and the checkout says that payments are paused',
    effect: 'degraded',
  },
  'webhook-secret': { description: 'The webhook function has the secret of another endpoint', effect: 'failed' },
  'webhook-unsigned-accepted': {
    description: 'The webhook function takes events that nobody signed',
    effect: 'failed',
  },
  'order-stuck': {
    description: 'The webhook function looks for the order under a name that the checkout does not write',
    effect: 'failed',
  },
  'refund-lost': { description: 'The webhook function does not know refunds', effect: 'failed' },
  'address-dead': {
    description: 'Nothing listens at the second address of the name',
    effect: 'degraded',
    perHost: true,
  },
  'address-old-release': {
    description: 'The second address of the shop serves the release before',
    effect: 'failed',
  },
  'tls-expired': { description: 'The certificate has ended', effect: 'failed', perHost: true },
  dns: { description: 'The name does not resolve', effect: 'failed', perHost: true },
} as const satisfies Record<string, Fault>;
