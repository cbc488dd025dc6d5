import { degraded, failed, misconfigured, type Row } from '../rows.ts';
import { mendedBy } from '../truth.ts';

/** One person is called for everything. */
const team = ['engineer on call (#engineering-oncall)'];
const all = mendedBy(team);
/** Nobody of ours mends it; whoever is called tells the buyers. */
const stripe = mendedBy(team, 'third-party');

/** What is to be detected in the Marketplace. */
export const marketplaceRows: readonly Row[] = [
  { ...failed('edge-checkout-500', 'orders/checkout', 'http-error', all.release), incident: 'edge-checkout' },
  { ...failed('edge-checkout-timeout', 'orders/checkout', 'timeout', all.release), incident: 'edge-checkout' },
  degraded('stripe-outage', 'billing/audit', 'stripe', stripe.outside),
  failed('payments-paused', 'orders/checkout', 'http-error', all.outside),
  failed('order-refused-rls', 'orders/checkout', 'data', all.release),
  failed('order-refused-constraint', 'orders/checkout', 'data', all.release),
  failed('order-stuck', 'orders/paid', 'data', all.release),
  {
    ...failed('webhook-secret', 'orders/webhook', 'webhook', all.release),
    within: ['webhook-secret', 'webhook-raw-body', 'webhook-500'],
  },
  {
    ...failed('webhook-unsigned-accepted', 'billing/webhook-refuses', 'webhook', all.release),
    incident: 'webhook-accepts-forgery',
  },
  { ...failed('refund-lost', 'orders/taken-back', 'data', all.release), incident: 'order-not-taken-back' },
  failed('order-leak', 'orders/private', 'auth', all.outside),
  { ...failed('order-leak-list', 'orders/private', 'auth', all.outside), incident: 'order-leak' },
  failed('jwt-errors', 'orders/own', 'auth', all.outside),
  failed('email-unconfirmed', 'auth/login', 'auth', all.outside),
  { ...failed('auth-down', 'api/health', 'http-error', all.release), incident: 'health-down' },
  { ...failed('refresh-broken', 'auth/refresh', 'auth', all.release), incident: 'refresh-401' },
  failed('db-connections', 'api/ready', 'dependency', all.release),
  failed('products-hidden', 'api/products', 'contract', all.outside),
  { ...failed('site-500', 'frontend/pages', 'http-error', all.release), incident: 'frontend-down' },
  failed('page-leads-away', 'frontend/pages', 'contract', all.release),
  misconfigured('consent-button-missing', 'frontend/renders', 'render'),
  degraded('slow-pages', 'frontend/pages', 'latency', all.release),
  { ...failed('console-errors', 'frontend/renders', 'render', all.release), incident: 'page-errors' },
  { ...failed('cdn-image-missing', 'frontend/renders', 'image', all.release), incident: 'picture-missing' },
  failed('asset-missing', 'frontend/assets', 'asset', all.release),
  failed('order-not-shown', 'orders/page', 'render', all.release),
  degraded('address-dead', 'edge/tcp:api', 'tcp', all.outside),
  {
    ...failed('address-old-release', 'frontend/release', 'release', all.outside),
    incident: 'address-other-release',
  },
  failed('tls-expired', 'edge/tls:api', 'tls', all.outside),
  failed('dns', 'edge/dns:api', 'dns', all.outside),
];
