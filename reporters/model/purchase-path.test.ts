import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { billingFailures as codes } from '#checks/billing/failures.ts';
import { diagnoseRun } from '#checks/catalogue.ts';
import type { LateFacts } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { blocked, type Change, type Changes, degradedAs, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import type { Party } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { pathUntilBroken, purchasePath } from './purchase-path.ts';

const target = await loadTarget('loventia');

interface Fault {
  hop: string;
  check: string;
  /** How the check tells it. */
  told: Change;
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
    told: failingAs(codes['checkout-refused'], { subject: 'the checkout', status: 500, expectedStatus: [200] }),
    incident: 'checkout-broken',
    owner: backend,
  },
  {
    hop: 'page',
    check: 'billing/hosted-page',
    told: failingAs(codes['hosted-page-without-form'], {}),
    incident: 'hosted-page-changed',
    owner: stripe,
  },
  {
    hop: 'paid',
    check: 'billing/hosted-page',
    told: failingAs(codes['session-unpaid'], {}),
    incident: 'payment-not-taken',
    owner: stripe,
    after: [page],
  },
  {
    hop: 'event',
    check: 'billing/webhook',
    told: failingAs(codes['event-not-made'], {}),
    incident: 'event-late',
    owner: stripe,
  },
  {
    hop: 'delivered',
    check: 'billing/webhook',
    told: failingAs(codes['event-blocked-by-edge'], {
      name: 'checkout.session.completed',
      object: 'evt_1',
      seconds: 60,
      got: 403,
    }),
    incident: 'webhook-blocked',
    owner: ['platform', 'edge'],
    after: [event],
  },
  {
    hop: 'premium',
    check: 'billing/premium',
    told: failingAs(codes['premium-not-set'], { seconds: 240, tier: 'free', problem: 'acknowledged' }),
    incident: 'webhook-swallowed',
    owner: backend,
  },
  {
    hop: 'shown',
    check: 'billing/premium-page',
    told: failingAs(codes['premium-not-shown'], { path: '/profile' }),
    incident: 'premium-not-shown',
    owner: ['web', 'app'],
  },
  {
    hop: 'cancelled',
    check: 'billing/cancel',
    told: failingAs(codes['subscription-still-runs'], {}),
    incident: 'cancel-broken',
    owner: backend,
  },
  {
    hop: 'free',
    check: 'billing/cancel',
    told: failingAs(codes['premium-after-cancel'], {}),
    incident: 'premium-stays',
    owner: backend,
    after: [cancelled],
  },
];

/** Three times what it may take. */
const tooLate = (code: FailureCode<LateFacts>): Change =>
  degradedAs('slow', code, { subject: 'the hop', ms: 31_000, budgetMs: 10_000 });

/** Each hop as its check tells that it came too late. */
const late: Fault[] = [
  {
    hop: 'session',
    check: 'billing/checkout',
    told: tooLate(codes['checkout-late']),
    incident: 'other-latency',
    owner: backend,
  },
  {
    hop: 'page',
    check: 'billing/hosted-page',
    told: tooLate(codes['hosted-page-late']),
    incident: 'hosted-page-slow',
    owner: stripe,
  },
  {
    hop: 'paid',
    check: 'billing/hosted-page',
    told: tooLate(codes['payment-late']),
    incident: 'hosted-page-slow',
    owner: stripe,
    after: [page],
  },
  {
    hop: 'event',
    check: 'billing/webhook',
    told: tooLate(codes['event-late']),
    incident: 'event-late',
    owner: stripe,
  },
  {
    hop: 'delivered',
    check: 'billing/webhook',
    told: tooLate(codes['acknowledgement-late']),
    incident: 'webhook-slow',
    owner: backend,
    after: [event],
  },
  {
    hop: 'premium',
    check: 'billing/premium',
    told: tooLate(codes['premium-late']),
    incident: 'premium-late',
    owner: backend,
  },
  {
    hop: 'shown',
    check: 'billing/premium-page',
    told: tooLate(codes['premium-page-late']),
    incident: 'premium-page-late',
    owner: ['web', 'app'],
  },
  {
    hop: 'cancelled',
    check: 'billing/cancel',
    told: tooLate(codes['cancellation-late']),
    incident: 'cancel-late',
    owner: backend,
  },
  {
    hop: 'free',
    check: 'billing/cancel',
    told: tooLate(codes['free-late']),
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
  for (const { hop, check, told, incident, owner, after = [] } of missing) {
    test(`${hop}: ${incident}`, () => {
      const { line, causes } = blame({ ...below(check), [check]: { ...told, hops: after } });
      assert.deepEqual(causes, [[incident, ...owner]]);
      assert.match(line ?? '', new RegExp(`(^|> )${hop.toUpperCase()} no$`));
    });
  }
});

describe('the first hop that comes late is blamed, with whoever owns it', () => {
  for (const { hop, check, told, incident, owner, after = [] } of late) {
    test(`${hop}: ${incident}`, () => {
      const hops = [...after, { name: hop, ms: 31_000, late: true }];
      const { line, causes } = blame({ [check]: { ...told, hops } });
      assert.deepEqual(causes, [[incident, ...owner]]);
      assert.match(line ?? '', new RegExp(`(^|> )${hop.toUpperCase()} 31s late$`));
    });
  }
});

test('a hop that came late comes before one that did not come at all', () => {
  const { line } = blame({
    'billing/webhook': {
      ...tooLate(codes['event-late']),
      hops: [
        { name: 'event', ms: 31_000, late: true },
        { name: 'delivered', ms: 9 },
      ],
    },
    'billing/premium': missing.find(({ hop }) => hop === 'premium')?.told ?? {},
  });
  assert.match(line ?? '', /paid [\d.]+m?s > EVENT 31s late$/);
});

test('a purchase without a fault is told to its end', () => {
  const record = sampleRecord();
  assert.equal(pathUntilBroken(record), purchasePath(record));
  assert.match(
    purchasePath(record) ?? '',
    /^session [\d.]+m?s > page [\d.]+m?s > .* > cancelled [\d.]+m?s > free [\d.]+m?s$/,
  );
});
