import { defineTarget } from './target.ts';

/** Loventia: a dating app. React on S3 and CloudFront, Express on ECS behind an ALB, MongoDB, Stripe. */
export default defineTarget({
  name: 'loventia',
  environment: 'test',
  region: 'eu-north-1',
  hosts: {
    app: 'https://app.loventia.example',
    api: 'https://api.loventia.example',
    images: 'https://images.loventia.example',
  },
  apis: {
    api: {
      host: 'api',
      health: { path: '/health', accepts: 'OK' },
      ready: { path: '/ready' },
      version: { path: '/api/healthz', field: 'version' },
      steady: { requests: 20 },
      clock: { withinSeconds: 30 },
    },
  },
  frontend: {
    host: 'app',
    pages: [
      { path: '/', landmark: { role: 'heading', name: /./ } },
      { path: '/discover', landmark: { role: 'heading', name: /discover/i }, deepLink: true },
    ],
    release: { from: 'assets' },
    keepsPreviousAssets: true,
    consent: { dialog: { role: 'dialog', name: /cookies/i }, button: 'Only necessary' },
    consoleNoise: [
      {
        pattern: /Failed to load resource: the server responded with a status of 401/,
        reason: 'signed out, every page asks who the user is and is told 401; the browser logs each',
      },
    ],
    expectedFailures: [
      {
        pattern: /\/api\/(auth\/refresh|auth\/me|me|users\/profile)$/,
        reason: 'signed out, the session routes answer 401 by design',
      },
    ],
  },
  auth: {
    kind: 'password',
    host: 'api',
    probe: { email: 'WATCHPOST_PROBE_EMAIL', password: 'WATCHPOST_PROBE_PASSWORD' },
    witness: { email: 'WATCHPOST_WITNESS_EMAIL', password: 'WATCHPOST_WITNESS_PASSWORD' },
    routes: { login: '/api/auth/login', me: '/api/auth/me', refresh: '/api/auth/refresh' },
    cookie: { name: 'refreshToken', path: '/api/auth', sameSite: ['Strict', 'None'] },
    accessTokenSeconds: 7_200,
    page: { path: '/profile', landmark: { role: 'button', name: /log ?out/i } },
  },
  images: {
    profileFields: ['profilePicture', 'photos'],
    presigned: true,
    cors: true,
    page: { path: '/profile', landmark: { role: 'button', name: /log ?out/i } },
  },
  billing: {
    mode: 'hosted',
    provider: 'stripe',
    secretKey: 'STRIPE_SECRET_KEY',
    webhook: {
      host: 'api',
      path: '/webhooks/stripe',
      events: ['checkout.session.completed', 'customer.subscription.updated', 'customer.subscription.deleted'],
    },
    routes: {
      checkout: '/api/billing/create-checkout-session',
      sync: '/api/billing/sync',
      cancel: '/api/billing/cancel-now',
    },
    entitlement: { field: 'entitlements.tier', premium: 'premium', free: 'free' },
    page: {
      path: '/profile',
      free: { role: 'link', name: /upgrade/i },
      premium: { text: /^premium$/i },
    },
  },
  owners: {
    edge: 'platform',
    frontend: 'web',
    api: 'backend',
    auth: 'backend',
    images: 'backend',
    billing: 'backend',
    default: 'backend',
  },
  severities: { 'billing/premium': 'P1', 'api/ready': 'P0' },
  response: {
    P0: { acknowledgeMinutes: 15, call: ['tech lead', 'CTO'] },
    P1: { acknowledgeMinutes: 15, call: ['payments owner', 'tech lead'] },
  },
  aws: { cluster: 'loventia', service: 'loventia-api', logGroup: '/ecs/loventia-api' },
  metrics: { publish: 'on' },
});
