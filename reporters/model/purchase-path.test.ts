import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { blocked, type Changes, degraded, failing, sampleRecord } from '#diagnosis/sample-record.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { FailureClass, Party } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { pathUntilBroken, purchasePath } from './purchase-path.ts';

const target = await loadTarget('loventia');

interface Fault {
  hop: string;
  check: string;
  class: FailureClass;
  /** What a hop that does not come about says, or the budget word of one that is late. */
  says: string;
  incident: string;
  owner: [team: string, party: Party];
  /** Hops of the same check that came about before. */
  after?: CheckRecord['hops'];
}

const stripe: [string, Party] = ['backend', 'third-party'];
const backend: [string, Party] = ['backend', 'app'];
const page = { name: 'page', ms: 900 };
const event = { name: 'event', ms: 20 };
const cancelled = { name: 'cancelled', ms: 90 };

/** Each hop as its check tells that it never came. */
const missing: Fault[] = [
  {
    hop: 'session',
    check: 'billing/checkout',
    class: 'http-error',
    says: 'POST /api/billing/create-checkout-session answered 500, expected 200 or 201',
    incident: 'checkout-broken',
    owner: backend,
  },
  {
    hop: 'page',
    check: 'billing/hosted-page',
    class: 'stripe',
    says: 'the hosted page shows no way to pay',
    incident: 'hosted-page-changed',
    owner: stripe,
  },
  {
    hop: 'paid',
    check: 'billing/hosted-page',
    class: 'stripe',
    says: 'the card was entered, and Stripe does not call the session paid',
    incident: 'payment-not-taken',
    owner: stripe,
    after: [page],
  },
  {
    hop: 'event',
    check: 'billing/webhook',
    class: 'stripe',
    says: 'Stripe made no event of the payment',
    incident: 'event-late',
    owner: stripe,
  },
  {
    hop: 'delivered',
    check: 'billing/webhook',
    class: 'edge-blocked',
    says: 'checkout.session.completed is not taken after 60 s: the edge refuses it before the app',
    incident: 'webhook-blocked',
    owner: ['platform', 'edge'],
    after: [event],
  },
  {
    hop: 'premium',
    check: 'billing/premium',
    class: 'entitlement',
    says: 'billing/sync repaired it; the event was delivered and accepted, premium not set after 240 s',
    incident: 'webhook-swallowed',
    owner: backend,
  },
  {
    hop: 'shown',
    check: 'billing/premium-page',
    class: 'render',
    says: 'the text /^premium$/ does not appear',
    incident: 'premium-not-shown',
    owner: ['web', 'app'],
  },
  {
    hop: 'cancelled',
    check: 'billing/cancel',
    class: 'entitlement',
    says: 'the app says cancelled, and the subscription still runs at Stripe',
    incident: 'cancel-broken',
    owner: backend,
  },
  {
    hop: 'free',
    check: 'billing/cancel',
    class: 'entitlement',
    says: 'the subscription ended at Stripe, and the user is still premium',
    incident: 'premium-stays',
    owner: backend,
    after: [cancelled],
  },
];

/** Each hop as its check tells that it came too late. */
const late: Fault[] = [
  {
    hop: 'session',
    check: 'billing/checkout',
    class: 'latency',
    says: 'the checkout session',
    incident: 'other-latency',
    owner: backend,
  },
  {
    hop: 'page',
    check: 'billing/hosted-page',
    class: 'stripe',
    says: 'the hosted page',
    incident: 'hosted-page-slow',
    owner: stripe,
  },
  {
    hop: 'paid',
    check: 'billing/hosted-page',
    class: 'stripe',
    says: 'the payment',
    incident: 'hosted-page-slow',
    owner: stripe,
    after: [page],
  },
  {
    hop: 'event',
    check: 'billing/webhook',
    class: 'stripe',
    says: 'the event',
    incident: 'event-late',
    owner: stripe,
  },
  {
    hop: 'delivered',
    check: 'billing/webhook',
    class: 'webhook',
    says: 'the delivery',
    incident: 'webhook-slow',
    owner: backend,
    after: [event],
  },
  {
    hop: 'premium',
    check: 'billing/premium',
    class: 'entitlement',
    says: 'premium',
    incident: 'premium-late',
    owner: backend,
  },
  {
    hop: 'shown',
    check: 'billing/premium-page',
    class: 'latency',
    says: 'the page that shows premium',
    incident: 'premium-not-shown',
    owner: ['web', 'app'],
  },
  {
    hop: 'cancelled',
    check: 'billing/cancel',
    class: 'entitlement',
    says: 'the cancellation',
    incident: 'cancel-late',
    owner: backend,
  },
  {
    hop: 'free',
    check: 'billing/cancel',
    class: 'entitlement',
    says: 'being free again',
    incident: 'cancel-late',
    owner: backend,
    after: [cancelled],
  },
];

const way = ['billing/checkout', 'billing/hosted-page', 'billing/webhook', 'billing/premium', 'billing/premium-page'];

/** What rests on a claim that failed does not come about. */
const below = (check: string): Changes =>
  way.includes(check) ? blocked(...way.slice(way.indexOf(check) + 1), 'billing/cancel') : {};

function blame(changes: Changes) {
  const record = sampleRecord(changes);
  const causes = diagnoseRun(record, target).causes.map(({ incidents: [{ id }], owner }) => [
    id,
    owner.team,
    owner.party,
  ]);
  return { line: pathUntilBroken(record), causes };
}

describe('the first hop that does not come about is blamed, with whoever owns it', () => {
  for (const { hop, check, class: seen, says, incident, owner, after = [] } of missing) {
    test(`${hop}: ${incident}`, () => {
      const { line, causes } = blame({ ...below(check), [check]: { ...failing(seen, says), hops: after } });
      assert.deepEqual(causes, [[incident, ...owner]]);
      assert.match(line ?? '', new RegExp(`(^|> )${hop.toUpperCase()} no$`));
    });
  }
});

describe('the first hop that comes late is blamed, with whoever owns it', () => {
  for (const { hop, check, class: seen, says, incident, owner, after = [] } of late) {
    test(`${hop}: ${incident}`, () => {
      const slow = degraded(seen, `${says} took 31000 ms, budget 10000 ms`);
      const hops = [...after, { name: hop, ms: 31_000, late: true }];
      const { line, causes } = blame({ [check]: { ...slow, hops } });
      assert.deepEqual(causes, [[incident, ...owner]]);
      assert.match(line ?? '', new RegExp(`(^|> )${hop.toUpperCase()} 31s late$`));
    });
  }
});

test('a hop that came late comes before one that did not come at all', () => {
  const slow = { ...degraded('stripe', 'the event took 31000 ms, budget 10000 ms') };
  const { line } = blame({
    'billing/webhook': {
      ...slow,
      hops: [
        { name: 'event', ms: 31_000, late: true },
        { name: 'delivered', ms: 9 },
      ],
    },
    'billing/premium': failing('entitlement', 'premium not set after 240 s'),
  });
  assert.match(line ?? '', /paid 2\.0s > EVENT 31s late$/);
});

test('a purchase without a fault is told to its end', () => {
  const record = sampleRecord();
  assert.equal(pathUntilBroken(record), purchasePath(record));
  assert.match(purchasePath(record) ?? '', /^session 0\.3s > page 1\.1s > .* > cancelled 0\.5s > free 0\.3s$/);
});
