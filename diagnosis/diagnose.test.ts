import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { type FaultId, loventiaFaults } from '#demo/faults.ts';
import type { CheckRecord } from '#record/run-record.ts';
import { failureClasses } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { notTaken, refusedByApp, sampleFaults, steadyBad } from './sample-faults.ts';
import { blocked, type Changes, degraded, failing, notRun, sampleRecord } from './sample-record.ts';

const target = await loadTarget('loventia');
test('the table of sample faults has faults that do harm, and no others', () => {
  for (const id of Object.keys(sampleFaults) as FaultId[]) assert.notEqual(loventiaFaults[id].effect, 'harmless', id);
});

for (const [fault, [changes, expected = [fault]]] of Object.entries<[Changes, string[]?]>(sampleFaults)) {
  test(`${fault} is named, and nothing else is called a cause`, () => {
    const { causes } = diagnoseRun(sampleRecord(changes), target);
    assert.deepEqual(
      causes.map(({ incidents }) => incidents.map(({ id }) => id)),
      [expected],
    );
  });
}

test('a webhook that fails on a forged event too fails in its handler', () => {
  const changes = { 'billing/webhook': failing('webhook', notTaken('the app answers a bad signature with 500')) };
  assert.deepEqual(incidentIds(changes), [['webhook-500']]);
});

test('where evidence cannot decide, the first thing to do is to decide', () => {
  const [cause] = diagnoseRun(sampleRecord(refusedByApp), target).causes;
  assert.equal(cause?.title, 'Paid at Stripe, and the webhook does not acknowledge the event');
  assert.equal(cause?.actions[0]?.command, cause?.disambiguate?.command);
  assert.match(cause?.actions[1]?.command ?? '', /events resend evt_1Qx4abc/);
  assert.equal(cause?.confidence.level, 'low');
});

const nothingFound = 'in the log: Webhook refused: No signatures found matching the expected signature for payload';
const inTheLog = {
  'webhook-secret': [`${nothingFound} (verified 5105 of 5105 bytes)`, 'in the log: POST /webhooks/stripe 400'],
  'webhook-raw-body': [`${nothingFound} (verified 3299 of 5105 bytes)`, 'in the log: POST /webhooks/stripe 400'],
  'webhook-500': ['in the log: TypeError: x is undefined', 'in the log: POST /webhooks/stripe 500'],
};

for (const [incident, lines] of Object.entries(inTheLog)) {
  test(`what the log says of the deliveries decides for ${incident}`, () => {
    const evidence = refusedByApp['billing/webhook']?.failure?.evidence ?? [];
    const changes = { 'billing/webhook': failing('webhook', notTaken('it answers 400'), ...evidence, ...lines) };
    assert.deepEqual(incidentIds(changes), [[incident]]);
  });
}

test('a log that does not say how much was verified leaves out the handler only', () => {
  const lines = [nothingFound, 'in the log: POST /webhooks/stripe 400'];
  const changes = { 'billing/webhook': failing('webhook', notTaken('it answers 400'), ...lines) };
  assert.deepEqual(incidentIds(changes), [['webhook-secret', 'webhook-raw-body']]);
});

const mannersSay = {
  'webhook-secret': 'the webhook refuses an event signed with the secret given: the two secrets differ',
  'webhook-raw-body':
    'the webhook refuses a signed event for its white space: the body is parsed before it is verified',
  'webhook-500': 'the webhook, sent an unknown event type, answered 500, expected 200 or 201 or 202 or 204',
};

for (const [incident, message] of Object.entries(mannersSay)) {
  test(`what the endpoint says to a signed event is ${incident}, where nothing was bought`, () => {
    const record = sampleRecord({});
    const [any] = record.checks;
    assert.ok(any);
    record.checks.push({
      ...any,
      id: 'billing/webhook-accepts-signed',
      layer: 'billing',
      ...failing('webhook', message),
    });
    const [cause, ...others] = diagnoseRun(record, target).causes;
    assert.deepEqual([cause?.incidents.map(({ id }) => id), others], [[incident], []]);
  });

  test(`what the endpoint says to a signed event decides for ${incident}, and stands in the evidence`, () => {
    const record = sampleRecord(refusedByApp);
    const [any] = record.checks;
    assert.ok(any);
    record.checks.push({
      ...any,
      id: 'billing/webhook-accepts-signed',
      ...failing('webhook', message),
      causedBy: ['billing/webhook'],
    });
    const [cause, ...others] = diagnoseRun(record, target).causes;
    assert.deepEqual([cause?.incidents.map(({ id }) => id), others], [[incident], []]);
    assert.ok(cause?.evidence.includes(`billing/webhook-accepts-signed: ${message}`));
  });
}

const again = { attempts: 2, degraded: 'second-try' } as const;

test('a second try that met the bad task by chance is not another cause', () => {
  const changes = {
    'api/health': { ...degraded('http-error', 'answered 502, then 200 on a second try'), ...again },
    'api/steady': { ...degraded('http-error', steadyBad), ...again },
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents, checks }) => [incidents[0].id, checks]),
    [['flaky-task', ['api/steady', 'api/health']]],
  );
});

test('a lone second try is not called an outage of the route', () => {
  const hiccup = { ...degraded('http-error', 'answered 502, then 200'), ...again };
  assert.deepEqual(incidentIds({ 'frontend/pages': hiccup }), [['second-try']]);
});

const overwritten =
  '/assets/index-3f2a9c1d.js has other bytes than in an earlier run, under a name that holds their hash';

test('a page that fails with a bundle that was overwritten is one cause, which says both', () => {
  const failures = {
    'blank-page': '/ stays blank: what a person knows it by does not appear',
    'page-errors': 'the page reports page error: t is not a function',
  };
  for (const [incident, message] of Object.entries(failures)) {
    const changes = {
      'frontend/assets': degraded('asset', overwritten, '/assets/index-3f2a9c1d.js'),
      'frontend/renders': failing('render', message),
    };
    const [cause, ...others] = diagnoseRun(sampleRecord(changes), target).causes;
    assert.deepEqual([cause?.incidents.map(({ id }) => id), cause?.checks], [[incident], ['frontend/renders']]);
    assert.equal(cause?.message, `${message}; ${overwritten}`);
    assert.ok(cause?.evidence.includes('frontend/assets: /assets/index-3f2a9c1d.js'));
    assert.deepEqual(others, []);
  }
});

test('a bundle that was overwritten is told by itself where pages show, and where what fails is no page', () => {
  const changed = { 'frontend/assets': degraded('asset', overwritten) };
  assert.deepEqual(incidentIds(changed), [['asset-overwritten']]);
  assert.deepEqual(incidentIds({ ...changed, ...sampleFaults['page-data'][0] }), [
    ['page-data'],
    ['asset-overwritten'],
  ]);
  assert.deepEqual(incidentIds({ 'frontend/previous-assets': degraded('asset', overwritten) }), [
    ['asset-overwritten'],
  ]);
});

test('pages that fail beside slow assets stay two causes: slowness breaks none', () => {
  const changes = { ...sampleFaults['blank-page'][0], 'frontend/assets': degraded('latency', 'took 9000 ms') };
  assert.deepEqual(incidentIds(changes), [['blank-page'], ['other-latency']]);
});

test('a purchase that could not be undone belongs to what broke before, and else to the app', () => {
  const [any] = sampleRecord().checks;
  assert.ok(any);
  const undone = (changes: Changes, needs: string[]) => {
    const failure = degraded('http-error', 'GET /api/auth/me answered 401, expected 200');
    const check: CheckRecord = { ...any, id: 'billing/undone', layer: 'billing', needs, ...failure };
    return diagnoseRun(sampleRecord({}, { checks: [...sampleRecord(changes).checks, check] }), target).causes;
  };
  const [cause, ...others] = undone(sampleFaults['me-401'][0], ['auth/me']);
  assert.deepEqual([cause?.incidents[0].id, others], ['me-401', []]);
  assert.deepEqual(cause?.symptoms.find(({ layer }) => layer === 'billing')?.ids, ['billing/undone']);
  const [alone, ...more] = undone({}, ['auth/me']);
  assert.deepEqual([alone?.incidents[0].id, more], ['orphans-left', []]);
  assert.deepEqual(alone?.owner, { team: 'backend', party: 'app' });
});

test('symptoms are counted under their cause, layer by layer', () => {
  const changes = { ...sampleFaults['ready-db'][0], ...blocked('auth/login', 'auth/me', 'images/profile') };
  const [cause, ...others] = diagnoseRun(sampleRecord(changes), target).causes;
  assert.equal(others.length, 0);
  assert.deepEqual(cause?.symptoms, [
    { layer: 'auth', ids: ['auth/login', 'auth/me'] },
    { layer: 'images', ids: ['images/profile'] },
  ]);
});

test('independent causes stay several, the worst first', () => {
  const changes = {
    ...sampleFaults['image-403'][0],
    ...sampleFaults['frontend-down'][0],
    ...sampleFaults['webhook-disabled'][0],
  };
  const { causes, severity } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['frontend-down', 'webhook-disabled', 'image-403'],
  );
  assert.equal(severity, 'P0');
});

test('the same fault on several hosts is one cause', () => {
  const changes = { 'edge/dns:api': failing('dns', 'no'), 'edge/dns:images': failing('dns', 'no') };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ checks }) => checks),
    [['edge/dns:api', 'edge/dns:images']],
  );
});

test('who is hit, and how badly, depends on the host', () => {
  const tls = (host: string) => {
    const changes = { [`edge/tls:${host}`]: failing('tls', 'ended 2026-11-20') };
    return diagnoseRun(sampleRecord(changes), target).causes[0];
  };
  assert.deepEqual([tls('api')?.severity, tls('images')?.severity], ['P0', 'P1']);
  assert.match(tls('app')?.affected ?? '', /site cannot be opened/);
});

test('every class of failure gets an owner, a severity and a command, whatever the check', () => {
  for (const failureClass of failureClasses) {
    const changes = { 'api/version': failing(failureClass, 'something unheard of') };
    const [cause] = diagnoseRun(sampleRecord(changes), target).causes;
    assert.equal(cause?.incidents[0].id, `other-${failureClass}`);
    assert.ok(cause?.owner.team && cause.severity && cause.actions[0]?.command, failureClass);
    assert.equal(cause?.confidence.level, 'low');
  }
});

test('the owner follows the party: edge, team of the layer, third party, ourselves', () => {
  const owner = (changes: Changes) => diagnoseRun(sampleRecord(changes), target).causes[0]?.owner;
  assert.deepEqual(owner(sampleFaults['webhook-blocked'][0]), { team: 'platform', party: 'edge' });
  assert.deepEqual(owner(sampleFaults['checkout-broken'][0]), { team: 'backend', party: 'app' });
  assert.deepEqual(owner(sampleFaults['stripe-outage'][0]), {
    team: 'backend',
    party: 'third-party',
    thirdParty: 'Stripe',
  });
  assert.equal(owner({ 'api/health': failing('rate-limited', 'answered 429') })?.team, 'whoever runs Watchpost');
});

test('a missing secret is one cause of our own, and what needs it only a symptom', () => {
  const changes = {
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    'billing/audit': notRun('misconfigured', 'not set: STRIPE_SECRET_KEY'),
    ...blocked('auth/me', 'auth/refresh'),
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['secret-missing'],
  );
  assert.equal(causes[0]?.message, 'not set: WATCHPOST_PROBE_EMAIL; not set: STRIPE_SECRET_KEY');
  assert.equal(causes[0]?.owner.party, 'suite');
});

test('an edge that refuses us everywhere says nothing of the app', () => {
  const record = sampleRecord();
  const all = record.checks.map((check): [string, Partial<CheckRecord>] =>
    check.layer === 'edge' ? [check.id, {}] : [check.id, { ...failing('edge-blocked', 'answered 403'), needs: [] }],
  );
  const { causes, verdict } = diagnoseRun(sampleRecord(Object.fromEntries(all)), target);
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['edge-blocks-probe'],
  );
});

test('a runner without network is the only cause', () => {
  const changes = {
    'edge/runner-online': failing('harness', 'none of 1.1.1.1:443 can be reached from here: it is us'),
    'billing/audit': failing('stripe', 'Stripe did not answer when asked for the balance: no connection'),
    'edge/dns:api': failing('dns', 'no'),
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['runner-offline'],
  );
  assert.equal(causes[0]?.symptoms.flatMap(({ ids }) => ids).length, 2);
});

test('a fault of the suite stands beside the causes, after them', () => {
  const record = sampleRecord(sampleFaults['image-403'][0], { harness: ['worker 2 crashed'] });
  const { causes } = diagnoseRun(record, target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['image-403', 'other-harness'],
  );
  assert.ok(causes[0]?.confidence.reasons.includes('Watchpost itself had faults in this run'));
});

test('a green run has no cause and no severity', () => {
  const { causes, severity, undecided } = diagnoseRun(sampleRecord(), target);
  assert.deepEqual({ causes, severity, undecided }, { causes: [], severity: undefined, undecided: [] });
});

test('the time to acknowledge counts from the end of the run, for each cause by itself', () => {
  const changes = { ...sampleFaults['ready-db'][0], ...sampleFaults['image-403'][0] };
  const [first, second] = diagnoseRun(sampleRecord(changes), target).causes;
  assert.deepEqual(first?.escalation, {
    severity: 'P0',
    dueAt: '2026-11-21T03:12:10.000Z',
    call: ['tech lead', 'CTO'],
  });
  assert.equal(second?.escalation, undefined, 'the target promises nothing for P2');
});

test('who is called next is of the layer that answers', () => {
  const called = (fault: 'checkout-broken' | 'login-500' | 'webhook-blocked') =>
    diagnoseRun(sampleRecord(sampleFaults[fault][0]), target).causes[0]?.escalation?.call;
  assert.deepEqual(called('checkout-broken'), ['payments owner', 'tech lead']);
  assert.deepEqual(called('login-500'), ['tech lead']);
  assert.deepEqual(called('webhook-blocked'), ['tech lead'], 'the edge answers, not billing');
});

test('in planned maintenance nobody is called', () => {
  const maintenance = [{ weekday: 'Sat' as const, from: '02:00', to: '04:00' }];
  const { causes, maintenanceUntil } = diagnoseRun(sampleRecord(sampleFaults['ready-db'][0]), {
    ...target,
    maintenance,
  });
  assert.deepEqual([causes[0]?.escalation, maintenanceUntil], [undefined, '04:00']);
});

test('what the target says of the severity of a check comes first', () => {
  const stricter = { ...target, severities: { 'images/profile': 'P0' as const } };
  assert.equal(diagnoseRun(sampleRecord(sampleFaults['image-404'][0]), stricter).severity, 'P0');
});

test('the record is left as it was, and the diagnosis is plain data', () => {
  const record = sampleRecord(refusedByApp);
  const before = structuredClone(record);
  const diagnosis = diagnoseRun(record, target);
  assert.deepEqual(record, before);
  assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
});

function incidentIds(changes: Changes): string[][] {
  return diagnoseRun(sampleRecord(changes), target).causes.map(({ incidents }) => incidents.map(({ id }) => id));
}
