import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiFailures } from '#checks/api/failures.ts';
import { diagnoseRun, incidents } from '#checks/catalogue.ts';
import { aCheck, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { targetSchema } from '#targets/definition/schema.ts';
import type { Target } from '#targets/target.ts';
import { incidentHere } from './done-here.ts';
import { fillIncident, fillStep } from './fill-incident.ts';
import { formsOf } from './host-role.ts';
import type { Incident } from './incident.ts';
import { templateValues } from './template-values.ts';
import { wordsElsewhere } from './words-elsewhere.ts';

const loventia = await loadTarget('loventia');
const elsewhere: Target = { ...loventia, aws: undefined, operations: {} };
const shared = { name: 'desk', environment: 'test', region: 'eu-north-1' };
const site = targetSchema.parse({
  ...shared,
  hosts: { app: 'https://desk.example' },
  frontend: { host: 'app', pages: [{ path: '/', landmark: { role: 'heading', name: 'Desk' } }] },
});
const api = targetSchema.parse({
  ...shared,
  hosts: { api: 'https://api.desk.example' },
  apis: { api: { host: 'api', health: { path: '/health', accepts: 'OK' } } },
});

const ofAws =
  /awselb|bucket|cloudfront|\becs\b|\/assets\/|distribution|\bS3\b|balancer|target group|security group|network ACL|fargate|\bIAM\b|\bKMS\b|\bACM\b|cloudtrail|origin access|task def|\btasks?\b|\bEC2\b|Block Public|listener|\bWAF\b|\bAWS\b|\baws [a-z]|Route ?53|revision/i;

/** All that is said to people of an incident. */
function saidOf(incident: Incident, target: Target): string[] {
  const page = incidentHere(incident, target);
  const values = templateValues(target);
  const { id: _, steps, rollback, ...words } = fillIncident(page, values);
  const more = page.disambiguate ? [fillStep(page.disambiguate, values)] : [];
  const ofSteps = [...steps, ...more].flatMap(({ text, command = '', expect = '' }) => [text, command, expect]);
  return [...Object.values(words).flat(), page.affected, rollback.why, ...ofSteps];
}

const isAbout = (layer: string, { signs }: Incident) => signs.some(({ check }) => check.startsWith(layer));

test('no page speaks of AWS or its parts to a target that does not run there', () => {
  const lines = incidents.flatMap(formsOf).flatMap((incident) => saidOf(incident, elsewhere));
  assert.ok(lines.length > 1_000);
  assert.deepEqual(
    lines.filter((line) => ofAws.test(line)),
    [],
  );
});

test('a page speaks of nothing that a target of one part does not have', () => {
  const ofSite = incidents
    .flatMap(formsOf)
    .filter((incident) => isAbout('frontend/', incident) || isAbout('edge/', incident));
  const ofApi = incidents
    .flatMap(formsOf)
    .filter((incident) => isAbout('api/', incident) || isAbout('edge/', incident));
  const lines = [
    ...ofSite.flatMap((incident) => saidOf(incident, site)),
    ...ofApi.flatMap((incident) => saidOf(incident, api)),
  ];
  assert.ok(lines.length > 500);
  assert.deepEqual(
    lines.filter((line) => line.includes('not in the target')),
    [],
  );
});

test('every page leaves something to do, beside looking again, where a product does not run on AWS', () => {
  const idle = incidents.flatMap(formsOf).filter((incident) => {
    const { steps } = incidentHere(incident, elsewhere);
    return steps.length < Math.min(2, incident.steps.length);
  });
  assert.deepEqual(
    idle.map(({ id }) => id),
    [],
  );
});

test('an address that ends in a slash in the target is followed by no second one in a command', () => {
  const slashed = { ...api, hosts: { api: 'https://api.desk.example/' } };
  assert.equal(templateValues(slashed).api, 'https://api.desk.example');
});

test('words that are no names of AWS stay as they are', () => {
  for (const text of ['the API log', 'a new key for the probe', 'a multitasking browser', 'open a report'])
    assert.equal(wordsElsewhere(text), text);
});

test('what pages were seen to get is not named among what is hit, beside pages that are fine', () => {
  const down = failingAs(apiFailures['ready-dependency'], {
    path: '/ready',
    status: 503,
    dependency: ['db'],
    state: ['down'],
    dependencyKind: ['database'],
  });
  const record = sampleRecord({});
  const affected = (outcome: 'pass' | 'not-run') => {
    record.checks = [aCheck('api/ready', down), aCheck('frontend/page-data', { outcome })];
    return diagnoseRun(record, loventia).causes[0]?.affected ?? '';
  };
  assert.match(affected('not-run'), /data on the pages/);
  assert.doesNotMatch(affected('pass'), /data on the pages/);
});

test('who signs in all the while is not named among those who cannot', () => {
  const down = failingAs(apiFailures['ready-dependency'], {
    path: '/ready',
    status: 503,
    dependency: ['db'],
    state: ['down'],
    dependencyKind: ['database'],
  });
  const record = sampleRecord({});
  const signsIn = aCheck('auth/login', { outcome: 'pass' });
  record.checks = [aCheck('api/ready', down), signsIn];
  const [cause] = diagnoseRun(record, loventia).causes;
  assert.equal(cause?.incidents[0].id, 'ready-db');
  assert.doesNotMatch(cause?.affected ?? '', /sign-in/);
  record.checks = [aCheck('api/ready', down), { ...signsIn, outcome: 'fail' }];
  const affected = diagnoseRun(record, loventia).causes.map((one) => one.affected);
  assert.ok(affected.some((text) => text.includes('sign-in')));
});
