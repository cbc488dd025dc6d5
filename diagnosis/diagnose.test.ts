import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { edgeFailures } from '#checks/edge/failures.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import type { CheckRecord } from '#record/run-record.ts';
import {
  blocked,
  type Changes,
  degraded,
  degradedAs,
  failing,
  failingAs,
  notRun,
} from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { failureClasses } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

test('where evidence cannot decide, the first thing to do is to decide', () => {
  const [cause] = diagnoseRun(sampleRecord(changesOf('webhook-500')), target).causes;
  assert.equal(cause?.title, 'Paid at Stripe, and the webhook does not acknowledge the event');
  assert.equal(cause?.actions[0]?.command, cause?.disambiguate?.command);
  assert.match(cause?.actions[1]?.command ?? '', /events resend evt_\w+ /);
  assert.equal(cause?.confidence.level, 'low');
});

const again = { attempts: 2, degraded: 'second-try' } as const;

test('a second try that met the bad task by chance is not another cause', () => {
  const changes = {
    ...changesOf('flaky-task'),
    'api/health': { ...degraded('http-error', 'answered 502, then 200 on a second try'), ...again },
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

test('a purchase that could not be undone belongs to what broke before, and else to the app', () => {
  const answered = { subject: 'GET /api/auth/me', status: 401, expectedStatus: [200] };
  const failure = degradedAs('advisory', commonFailures['status-unexpected'], answered);
  const undone = { 'billing/undone': { needs: ['auth/me'], ...failure } };
  const [cause, ...others] = diagnoseRun(sampleRecord({ ...changesOf('me-401'), ...undone }), target).causes;
  assert.deepEqual([cause?.incidents[0].id, others], ['me-401', []]);
  assert.ok(cause?.symptoms.find(({ layer }) => layer === 'billing')?.ids.includes('billing/undone'));
  const [alone, ...more] = diagnoseRun(sampleRecord(undone), target).causes;
  assert.deepEqual([alone?.incidents[0].id, more], ['orphans-left', []]);
  assert.deepEqual(alone?.owner, { team: 'backend', party: 'app' });
});

test('symptoms are counted under their cause, layer by layer', () => {
  const { 'api/ready': ready = {} } = changesOf('ready-db');
  const changes = { 'api/ready': ready, ...blocked('auth/login', 'auth/me', 'images/profile') };
  const [cause, ...others] = diagnoseRun(sampleRecord(changes), target).causes;
  assert.equal(others.length, 0);
  assert.deepEqual(cause?.symptoms, [
    { layer: 'auth', ids: ['auth/login', 'auth/me'] },
    { layer: 'images', ids: ['images/profile'] },
  ]);
});

test('independent causes stay several, the worst first', () => {
  const changes = {
    ...changesOf('image-403'),
    ...changesOf('frontend-down'),
    ...changesOf('webhook-disabled'),
  };
  const { causes, severity } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ incidents }) => incidents[0].id),
    ['frontend-down', 'webhook-disabled', 'image-403'],
  );
  assert.equal(severity, 'P0');
});

/** What a fault of the API's host shows, on these instances of the same check. */
function onHosts(fault: string, ...ids: string[]): Changes {
  const { [`${ids[0]?.split(':')[0]}:api`]: shown = {} } = changesOf(fault);
  const { failure, outcome = 'fail' } = shown;
  return Object.fromEntries(ids.map((id) => [id, { outcome, ...(failure && { failure }) }]));
}

test('the same fault on several hosts is one cause', () => {
  const { causes } = diagnoseRun(sampleRecord(onHosts('dns', 'edge/dns:api', 'edge/dns:images')), target);
  assert.deepEqual(
    causes.map(({ checks }) => checks),
    [['edge/dns:api', 'edge/dns:images']],
  );
});

test('who is hit, and how badly, depends on the host', () => {
  const tls = (host: string) => {
    return diagnoseRun(sampleRecord(onHosts('tls-expired', `edge/tls:${host}`)), target).causes[0];
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
  assert.deepEqual(owner(changesOf('webhook-blocked')), { team: 'platform', party: 'edge' });
  assert.deepEqual(owner(changesOf('checkout-broken')), { team: 'backend', party: 'app' });
  assert.deepEqual(owner(changesOf('stripe-outage')), {
    team: 'backend',
    party: 'third-party',
    thirdParty: 'Stripe',
  });
  assert.equal(owner({ 'api/health': failing('rate-limited', 'answered 429') })?.team, 'whoever runs Watchpost');
  const closed = failingAs(commonFailures['connection-failed'], { host: 'api', detail: 'x', phase: 'request' });
  assert.equal(owner({ 'api/health': closed })?.team, 'backend', 'the edge handed it on: whoever took it closed');
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

test('a consent dialog that cannot be closed is a cause of its own, beside a missing secret', () => {
  const changes: Changes = {
    'auth/login': notRun('misconfigured', 'not set: WATCHPOST_PROBE_EMAIL'),
    'frontend/renders': { ...notRun('misconfigured', 'no button "Agree"'), setting: 'consent-button' },
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  const named = causes.map(({ incidents, message }) => [incidents[0].id, message]);
  assert.deepEqual(Object.fromEntries(named), {
    'secret-missing': 'not set: WATCHPOST_PROBE_EMAIL',
    'consent-button-missing': 'no button "Agree"',
  });
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
    'edge/runner-online': failingAs(edgeFailures['runner-offline'], { host: '1.1.1.1:443' }),
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
  const record = sampleRecord(changesOf('image-403'), { harness: ['worker 2 crashed'] });
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
  const changes = { ...changesOf('ready-db'), ...changesOf('image-403') };
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
    diagnoseRun(sampleRecord(changesOf(fault)), target).causes[0]?.escalation?.call;
  assert.deepEqual(called('checkout-broken'), ['payments owner', 'tech lead']);
  assert.deepEqual(called('login-500'), ['tech lead']);
  assert.deepEqual(called('webhook-blocked'), ['tech lead'], 'the edge answers, not billing');
});

test('in announced maintenance nobody is called', () => {
  const maintenance = { reason: 'upgrade', from: '2026-11-21T02:00:00.000Z', until: '2026-11-21T04:00:00.000Z' };
  const diagnosis = diagnoseRun({ ...sampleRecord(changesOf('ready-db')), maintenance }, target);
  assert.deepEqual([diagnosis.causes[0]?.escalation, diagnosis.causes.length], [undefined, 1]);
  assert.deepEqual(diagnosis.maintenance, maintenance);
});

test('what the target says of the severity of a check comes first', () => {
  const stricter = { ...target, severities: { 'images/profile': 'P0' as const } };
  assert.equal(diagnoseRun(sampleRecord(changesOf('image-404')), stricter).severity, 'P0');
});

test('the record is left as it was, and the diagnosis is plain data', () => {
  const record = sampleRecord(changesOf('webhook-500'));
  const before = structuredClone(record);
  const diagnosis = diagnoseRun(record, target);
  assert.deepEqual(record, before);
  assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
});

function incidentIds(changes: Changes): string[][] {
  return diagnoseRun(sampleRecord(changes), target).causes.map(({ incidents }) => incidents.map(({ id }) => id));
}
