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
      ready: { path: '/ready', shape: { map: 'checks', good: ['ok'] } },
      version: { path: '/api/healthz', field: 'version' },
      metrics: { path: '/metrics' },
      // One task in four may be bad before the others cannot carry the load.
      steady: { requests: 20, failsAbove: 0.5 },
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
    expectedFailures: [
      {
        pattern: /^answered 401 .*\/api\/(auth\/refresh|auth\/me|me|users\/profile)$/,
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
    identity: 'email',
    cookie: { name: 'refreshToken', path: '/api/auth', sameSite: ['Strict', 'None'] },
    accessTokenSeconds: 7_200,
    page: { path: '/profile', landmark: { role: 'button', name: /log ?out/i } },
  },
  images: {
    profileFields: ['profilePicture', 'photos'],
    atLeast: 2,
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
      premium: { text: /^premium$/i, within: 'main' },
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
    P1: {
      acknowledgeMinutes: 15,
      call: ['tech lead'],
      callByLayer: { billing: ['payments owner', 'tech lead'] },
    },
  },
  aws: { cluster: 'loventia', service: 'loventia-api', logGroup: '/ecs/loventia-api' },
  proof: {
    unjudged: [
      { answer: /watchpost-\*\.js/, reason: 'asked for only to know the page that comes where nothing is' },
      { answer: /^GET status\.stripe/, reason: 'a witness: what Stripe says of itself stands beside a claim' },
    ],
    accepted: [
      {
        answer: /^GET api \/health/,
        mutation: /content.type/,
        reason: 'the health page is compared as a text, and no balancer asks for its type',
      },
      {
        answer: /\/auth\/(login|me) 401/,
        mutation: /^body (empty|shortened|ends before)|reset in the body|content.type/,
        reason: 'a refusal is one by its status; its words are only searched for what must not be in them',
      },
      {
        answer: /^(GET|POST) api \/.* 200/,
        mutation: /content.type/,
        reason: 'who asks for JSON reads it as JSON, whatever type it says: so do the frontend and all that call it',
      },
      {
        answer: /^POST api \/api\/auth\/login 401/,
        mutation: /status (200|302)/,
        reason: 'an app may refuse with 200 and an error, or lead back to where one signs in: no session came',
      },
      {
        answer: /\/auth\/me 401/,
        mutation: /status 200/,
        reason: "an app may refuse with 200 and an error: the answer holds nothing of anybody's",
      },
      {
        answer: /\/auth\/me 200/,
        mutation: /email of another type/,
        reason: 'another field of the answer still says whose it is',
      },
      {
        answer: /^GET api \/api\/healthz 200/,
        mutation: /version of another type/,
        reason: 'a number names a release as well as a word does',
      },
      {
        answer: /^GET app \/(discover|assets\/\*\.css)? 200/,
        mutation: /content-type missing/,
        reason:
          'browsers that are told no type know a page by its bytes, and take as a style sheet what is asked for as one',
      },
      {
        answer: /^GET app \/ 200/,
        mutation: /header cache-control missing/,
        reason: 'where nothing is said of how long it may be kept, nor when it was changed, browsers ask each time',
      },
      {
        answer: /^GET app \/ 200/,
        mutation: /header x-cache missing/,
        reason: 'the page is the same whether or not the edge says how it came by it',
      },
      {
        answer: /\.(woff2|jpg|webp) 200/,
        mutation: /content-type missing/,
        reason: 'browsers know fonts and pictures of dots by their bytes',
      },
      {
        answer: /^GET (images|storage) /,
        mutation: /a byte turned over/,
        reason: 'the picture shows all the same, and most formats could not tell',
      },
      {
        answer: /^GET storage .* 403/,
        mutation: /content-type missing|status 302/,
        reason: 'a refusal is one by its status and by not being an image; who is sent round in a circle gets none',
      },
      {
        answer: /\/auth\/me 200/,
        mutation: /photos\.\d+ missing/,
        reason: 'one photo less is as good an album: nobody but the user knows how many there were',
      },
      {
        answer: /\/v1\/prices 200/,
        mutation: /unit_amount_decimal/,
        reason: 'the SDK reads it; what is compared is unit_amount',
      },
      {
        answer: /\/v1\/prices 200/,
        mutation: /data\.\d+\.product of another type/,
        reason: 'a price is known by its amount and cycle; its product is only looked at for being archived',
      },
      {
        answer: /\/v1\/webhook_endpoints 200/,
        mutation: /enabled_events\.\d+/,
        reason: 'an event that the app does not need',
      },
      {
        answer: /\/v1\/(events|customers) 200/,
        mutation: /field data empty/,
        reason: 'an empty list is how it should be: nothing waits, nothing lies around',
      },
    ],
  },
  metrics: { publish: 'on' },
});
