import { byLayer } from '#record/by-layer.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { RuledOut } from './model.ts';

/** What a claim that holds rules out; what is asked for first comes first. */
const claims: readonly [check: string, what: string, rulesOut: string][] = [
  ['edge/dns', 'DNS', 'names and resolvers'],
  ['edge/tcp', 'TCP', 'listeners and security groups'],
  ['edge/tls', 'TLS', 'certificates'],
  ['frontend/pages', 'pages', 'CDN and origin of the site'],
  ['api/health', '/health', 'a dead API or load balancer'],
  ['api/ready', '/ready', 'the database'],
  ['auth/login', 'sign-in', 'passwords and the user store'],
  ['billing/audit', 'Stripe', "Stripe's API and the endpoint's settings"],
  ['billing/webhook-refuses', 'webhook route', 'the edge in front of the webhook'],
  ['images/profile', 'photos', 'storage and its policy'],
  ['auth/browser-session', 'CORS', 'allowed origins'],
  ['api/clock', 'clock', 'tokens refused for their time'],
  ['api/steady', 'every task', 'one bad task among good ones'],
  ['frontend/assets', 'assets', 'an upload cut short'],
  ['auth/me', 'tokens', 'JWT secrets that differ'],
  ['auth/refresh', 'refresh', 'the refresh secret and its cookie'],
  ['billing/checkout', 'checkout', "the key and Stripe's API"],
  ['billing/webhook', 'webhook', 'its secret and handler'],
  ['billing/premium', 'premium', 'what comes after the webhook'],
  ['frontend/release', 'frontend release', 'a stale cache'],
];

/** What was looked at and holds everywhere it was looked at. */
export function ruledOut({ checks }: Pick<RunRecord, 'checks'>): RuledOut[] {
  return claims.flatMap(([claim, what, rulesOut]) => {
    const looked = checks.filter(({ id, outcome }) => id.split(':')[0] === claim && outcome !== 'not-run');
    const holds = looked.length > 0 && looked.every(({ outcome }) => outcome === 'pass');
    return holds ? [{ what, rulesOut, checks: looked.length }] : [];
  });
}

/** The layers in which something was looked at and nothing is broken; that buying works only a purchase can tell. */
export function healthyLayersOf({ checks }: Pick<RunRecord, 'checks'>): string[] {
  return byLayer(checks.filter(({ notRun }) => notRun !== 'muted')).flatMap(([layer, looked]) => {
    const told = layer !== 'billing' || looked.some(({ tier }) => tier === 'purchase');
    return told && looked.every(({ outcome }) => outcome === 'pass') ? [layer] : [];
  });
}
