import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { requestFailures } from './failures.ts';
import { requestIncidents } from './incidents.ts';

const step = { host: 'api', path: '/v1/usage/1' };
const usage = { claim: 'an event counts towards the usage', severity: 'P1', owner: 'metering', steps: [step] };
const search = { claim: 'the search finds what is there', steps: [step] };
const target = await loadTarget('loventia', { requests: { usage, search } });

const wrong = { subject: 'GET /v1/usage/1', field: 'total', expected: '42 (41 before)', got: '41' };
const broken = failingAs(requestFailures['request-value'], wrong);

test('a declared request that does not hold is known, as bad as it says, and its own team answers', () => {
  const { causes } = diagnoseRun(sampleRecord({ 'api/usage': broken }), target);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }], severity, owner, known }) => [id, severity, owner.team, known]),
    [['request-unfulfilled', 'P1', 'metering', true]],
  );
  assert.equal(causes[0]?.message, 'GET /v1/usage/1 answered 41 under "total", expected 42 (41 before)');
  assert.notEqual(causes[0]?.confidence.level, 'high');
  const [cause] = causes;
  assert.equal(cause?.title, '"an event counts towards the usage" does not hold');
  assert.equal(cause?.affected, 'whoever relies on "an event counts towards the usage"');
  assert.ok(!cause?.actions.some(({ command = '' }) => command.includes('--check')), 'no step only looks once more');
});

const own = {
  id: 'usage-uncounted',
  title: 'Events are taken and not counted',
  when: ['value'],
  affected: 'every customer: bills are too low',
  steps: [
    {
      text: 'the counter',
      command: 'aws logs tail {log-group} --region {region}',
      expect: 'lag -> wait; none -> Do 2',
    },
    { text: 'call metering', expect: 'they know -> wait', afterMinutes: 15 },
  ],
  rollback: { scope: 'none', why: 'the counter is a service of its own' },
};

test('a page of the team for its own request comes before the general one, filled in like any other', async () => {
  const requests = {
    usage: { ...usage, incidents: [own] },
    search: { ...search, incidents: [{ ...own, id: 'lost' }] },
  };
  const aws = { cluster: 'c', service: 's', logGroup: '/ecs/meter' };
  const told = await loadTarget('loventia', { requests, aws });
  const { causes } = diagnoseRun(sampleRecord({ 'api/usage': broken }), told);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }], severity, rollback, known }) => [id, severity, rollback.advice, known]),
    [['usage-uncounted', 'P1', 'no', true]],
  );
  assert.equal(causes[0]?.actions[0]?.command, 'aws logs tail /ecs/meter --region eu-north-1');
  assert.notEqual(causes[0]?.confidence.level, 'high');
});

test('what a page of the team does not speak of is told by the general one', async () => {
  const told = await loadTarget('loventia', { requests: { usage: { ...usage, incidents: [own] } } });
  const refused = failingAs(requestFailures['request-status'], {
    ...{ subject: 'GET /v1/usage/1', status: 500, expectedStatus: [200] },
  });
  const { causes } = diagnoseRun(sampleRecord({ 'api/usage': refused }), told);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }] }) => id),
    ['request-unfulfilled'],
  );
});

test('two that do not hold are two causes', () => {
  const refused = failingAs(requestFailures['request-status'], {
    ...{ subject: 'GET /v1/search', status: 500, expectedStatus: [200] },
  });
  const { causes } = diagnoseRun(sampleRecord({ 'api/usage': broken, 'api/search': refused }), target);
  assert.deepEqual(
    causes.map(({ checks, severity, owner }) => [checks, severity, owner.team]),
    [
      [['api/usage'], 'P1', 'metering'],
      [['api/search'], 'P2', target.owners.api ?? target.owners.default],
    ],
  );
});

test('what could not be taken back is told apart', () => {
  const left = failingAs(requestFailures['request-not-undone'], {
    subject: 'DELETE /v1/events/1',
    detail: 'answered 409',
  });
  const { causes } = diagnoseRun(sampleRecord({ 'api/search': left }), target);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }] }) => id),
    ['request-left-behind'],
  );
});

test('every step says what it may show and where that leads', () => {
  for (const { id, steps } of requestIncidents)
    for (const { text, expect } of steps) assert.match(expect ?? '', / -> /, `${id}: ${text}`);
});
