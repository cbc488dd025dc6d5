import { defineTarget } from './target.ts';

const escalation = ['engineering manager', 'CTO or VP Engineering'];
/** What the shop sells, as everybody may read it. */
const products = { host: 'api', path: '/rest/v1/products?select=id,name,price' } as const;

/**
 * Marketplace: a shop with Supabase behind it (auth, PostgREST, edge functions) and Stripe for each order. Thresholds, channels
 * and response times are those of its runbook; where that is silent (region, names of pages and of functions), they are a guess
 * to be put right. It is run through a web console and git: the runbook's pages show how each thing is done there.
 */
export default defineTarget({
  name: 'marketplace',
  environment: 'test',
  region: 'eu-central-1',
  hosts: {
    shop: 'https://shop.example',
    api: 'https://project.supabase.example',
    cdn: 'https://cdn.shop.example',
  },
  network: {
    thirdParties: [
      'https://api.stripe.com',
      'https://checkout.stripe.com',
      'https://status.stripe.com',
      // Counts visits: a shop without it is the same shop.
      'https://js.analytics.example',
    ],
  },
  // Public by design: every request to the project has it, health and readiness too.
  access: { headers: { apikey: 'SUPABASE_ANON_KEY' }, hosts: ['api'] },
  apis: {
    api: {
      host: 'api',
      health: { path: '/auth/v1/health', shape: 'status', contract: { service: { field: 'name', is: 'GoTrue' } } },
      ready: { path: '/rest/v1/products?select=id&limit=1', shape: 'status' },
      steady: { requests: 20, failsAbove: 0.5 },
      routes: {
        requests: 20,
        failsAbove: 0.05,
        p95: 3_000,
        of: [{ path: products.path }],
      },
      clock: { withinSeconds: 30 },
    },
  },
  requests: {
    products: {
      claim: 'the shop has products to sell, each with a name and a price',
      severity: 'P1',
      steps: [
        {
          ...products,
          expect: {
            headers: { 'content-type': { matches: '\\bjson\\b' } },
            json: {
              '0.id': { matches: '\\D' },
              '0.name': { matches: '\\D' },
              '0.price': { matches: '^[\\d.]*[1-9]' },
            },
          },
        },
      ],
      incidents: [
        {
          id: 'products-hidden',
          title: 'The shop has nothing to sell, or does not say what it costs',
          when: ['value', 'header'],
          affected: 'everyone who wants to buy: nothing can be put into a cart, or at no price',
          symptoms: ['an empty list with 200', 'no error in any log'],
          firstChecks: [
            'Was there a migration just before?',
            'Did somebody switch row level security on, or a policy off?',
          ],
          steps: [
            {
              text: 'a migration that touches products, in the log of git?',
              command: "git log origin/main --since '1 day ago' --format='%h %cI %s' -- supabase/migrations",
              expect: 'one shortly before the first red run -> a reverse migration; none -> Do 2',
            },
            {
              text: 'Cloud, Database, Policies: may everybody read products?',
              expect: 'no policy says so -> put it back, the list is there at once; it does -> Do 3',
            },
            {
              text: 'Cloud, Database, Tables: the rows and columns of products',
              expect:
                'no rows -> Cloud, Database, Backups; another column -> a reverse migration; all there -> call on',
              afterMinutes: 15,
            },
          ],
          selfHealing: 'Not by itself.',
          rollback: { scope: 'none', why: 'policies and data do not go back with a function or a page' },
        },
      ],
    },
  },
  frontend: {
    host: 'shop',
    pages: [
      { path: '/', landmark: { role: 'heading', name: /./ } },
      { path: '/shop/cart', landmark: { role: 'heading', name: /cart/i }, deepLink: true },
    ],
    release: { from: 'assets' },
    consent: { dialog: { role: 'dialog', name: /cookies/i }, button: 'Only necessary' },
  },
  auth: {
    kind: 'supabase',
    host: 'api',
    apiKey: 'SUPABASE_ANON_KEY',
    probe: { email: 'WATCHPOST_PROBE_EMAIL', password: 'WATCHPOST_PROBE_PASSWORD' },
    witness: { email: 'WATCHPOST_WITNESS_EMAIL', password: 'WATCHPOST_WITNESS_PASSWORD' },
    identity: 'email',
    rotates: true,
    accessTokenSeconds: 3_600,
    page: { path: '/shop/orders', landmark: { role: 'heading', name: /orders/i } },
  },
  billing: {
    mode: 'hosted',
    provider: 'stripe',
    secretKey: 'STRIPE_SECRET_KEY',
    webhook: {
      host: 'api',
      path: '/functions/v1/stripe-webhook',
      events: ['checkout.session.completed', 'checkout.session.expired', 'charge.refunded'],
    },
  },
  orders: {
    host: 'api',
    checkout: {
      path: '/functions/v1/checkout',
      json: { items: [{ product: 'tea-towel', quantity: 1 }], note: 'watchpost-probe' },
      pausedCode: 'payments_unavailable',
    },
    one: '/rest/v1/orders?id=eq.{id}&select=id,status',
    all: '/rest/v1/orders?select=id,status',
    states: { refunded: 'refunded', expired: 'failed' },
    page: { path: '/shop/orders/{id}', paid: { text: /\bpaid\b/i, within: 'main' } },
  },
  // P95 of the runbook.
  budgets: { page: 3_000 },
  owners: { default: 'engineer on call (#engineering-oncall)' },
  severities: { 'api/ready': 'P0' },
  response: {
    P0: { acknowledgeMinutes: 0, channel: '#engineering-incidents', call: escalation },
    P1: { acknowledgeMinutes: 120, channel: '#engineering-incidents', call: escalation },
    P2: { acknowledgeMinutes: 1_440, call: escalation },
    P3: { acknowledgeMinutes: 10_080, call: escalation },
  },
  escalateIf: [
    'the site is down for more than 15 min',
    'a breach of data is suspected',
    'it is not solved within its time',
    'more than half of all users are hit',
  ],
  operations: {
    'look-for-rollout': {
      text: 'released just before? functions: the log of git; pages: Version History',
      command: "git log origin/main --since '3 hours ago' --format='%h %cI %s'",
    },
    'release-before': {
      text: 'functions: revert the last commit, they deploy by themselves (not pages, not the database: a reverse migration)',
      command: 'git revert --no-edit HEAD && git push origin main',
    },
    'build-before': {
      text: 'pages: Version History, select the version before, Restore, then Update in the Publish dialog (not functions, not data)',
    },
    'fresh-tasks': { text: 'deploy the functions again: they read their secrets anew (Cloud, Functions)' },
    'fresh-index': { text: 'Update in the Publish dialog: it puts the index out again' },
    'read-log': { text: 'the log of the function (Cloud, Functions, the function, Logs) and Sentry, at that time' },
    'alarms-now': {
      text: 'Cloud, Database, Performance and Usage; Cloud, Functions; Sentry, Issues: what is new there',
    },
    'repair-buyer': {
      text: 'one who paid: resend their event from the Dashboard (Webhooks, the event, Resend)',
      expect: 'their order is paid -> the same for each who paid since; it is not -> set it paid by hand, keep a list',
    },
  },
  unseen: [
    { what: 'errors in the browsers of users', alarm: 'Sentry, Issues: a probe has a browser of its own alone' },
    { what: 'health of functions that no probe may call', alarm: 'Cloud, Functions: they write, or mail somebody' },
    {
      what: 'scheduled jobs that did not run',
      alarm: 'Cloud, Functions, cron logs: they leave nothing to be seen outside',
    },
    {
      what: 'backups that were not made, or cannot be restored',
      alarm: 'Cloud, Database, Backups: a trial each month',
    },
    { what: 'slow queries, size and connections of the database', alarm: 'Cloud, Database, Performance and Usage' },
    { what: 'CPU above 70 %, memory above 80 %', alarm: 'Cloud, Advanced Settings: usage of the instance' },
    { what: 'orders per hour, share of checkouts that end in an order', alarm: 'the trend of the business metrics' },
    { what: 'write access to orders of others', alarm: 'a security audit each month: a probe only reads' },
  ],
  proof: {
    unjudged: [
      { answer: /\/watchpost-\*\.js/, reason: 'asked for only to know the page that comes where nothing is' },
      { answer: /^GET status\.stripe/, reason: 'a witness: what Stripe says of itself stands beside a claim' },
    ],
    accepted: [
      {
        answer: /^(GET|POST) api \/(auth|rest)\/v1\/\S+ 200/,
        mutation: /content.type/,
        reason: "Supabase's own clients read it as JSON, whatever type it says, and so do the pages through them",
      },
      {
        answer: /\/auth\/v1\/user 401|\/auth\/v1\/token 400/,
        mutation: /^body |connection reset|content.type/,
        reason: 'a refusal is one by its status; its words are only searched for what must not be in them',
      },
      {
        answer: /\/auth\/v1\/user 200/,
        mutation: /email of another type/,
        reason: 'another field of the answer still says whose it is',
      },
      {
        answer: /\/rest\/v1\/orders 200/,
        mutation: /status of another type/,
        reason: 'any word or number may be a state: which it must be is judged of the order that the probe buys',
      },
      {
        answer: /\/rest\/v1\/products 200/,
        mutation: /^field 0 missing/,
        reason: 'one product less is as good a shelf: nobody but the shop knows how many there were',
      },
      {
        answer: /\/v1\/events 200/,
        mutation: /field data empty/,
        reason: 'an empty list is how it should be: nothing waits',
      },
      {
        answer: /^GET shop \/shop 200/,
        mutation: /header cache-control missing/,
        reason: 'a page that does not say when it was changed is kept by no browser unless somebody tells it to',
      },
      {
        answer: /^GET cdn \S+\.(css|png) 200/,
        mutation: /content-type missing/,
        reason: 'browsers read style sheets and pictures without a type, where no header forbids to guess',
      },
      {
        answer: /^GET \S*\banalytics\S* \S+\.js 200/,
        mutation: /^body shortened|content.type|a byte turned over/,
        reason:
          'what others write into their script is theirs, and without it the shop is the same: that it comes is enough',
      },
    ],
  },
  metrics: { publish: 'on' },
});
