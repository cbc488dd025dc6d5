import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import test from 'node:test';
import { loventiaRows } from '#cli/detect/rows/loventia.ts';
import type { Fault } from '#demo/faults.ts';
import { loventiaFaults } from '#demo/loventia/faults.ts';
import { generalIncident } from '#diagnosis/general-incidents.ts';
import { formsOf } from '#diagnosis/host-role.ts';
import type { Incident } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';
import { interpolate, templateNames, templateValues } from '#diagnosis/template-values.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { failureClasses, layers } from '#record/vocabulary.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import type { Target } from '#targets/target.ts';
import { incidents, knownIncidents, layerDefinitions } from './catalogue.ts';

const { orders } = await loadTarget('marketplace');
const target: Target = { ...(await loadTarget('loventia')), orders };
const aws = { cluster: 'c', service: 's', logGroup: '/l', alarms: 'a-', distribution: 'd', imageBucket: 'b' };
const commandsOf = ({ steps, disambiguate }: Incident) =>
  [...steps, ...(disambiguate ? [disambiguate] : [])].flatMap(({ command }) => command ?? []);
const everyCommand = [
  ...incidents.flatMap(formsOf).flatMap(commandsOf),
  ...Object.values(rollbackSteps).flatMap(({ command }) => command ?? []),
];

test('every fault of the demo that does harm is named by an incident', () => {
  const known = new Set(incidents.map(({ id }) => id));
  const meant = new Map(loventiaRows.map(({ fault, incident = fault }) => [fault, incident]));
  const harmful = Object.entries<Fault>(loventiaFaults).filter(([, { effect }]) => effect !== 'harmless');
  assert.deepEqual(
    harmful.map(([id]) => id).filter((id) => !known.has(meant.get(id) ?? id)),
    [],
  );
});

test('every failure class has a general incident', () => {
  for (const failureClass of failureClasses) assert.equal(generalIncident(failureClass).signs.length, 0);
});

test('incident ids are unique', () => {
  assert.equal(new Set(incidents.map(({ id }) => id)).size, incidents.length);
});

for (const incident of incidents) {
  test(`${incident.id} says who is hit, what to do now and what to do later`, () => {
    assert.ok(incident.title.length > 0 && incident.title.length <= 75, incident.title);
    assert.ok(incident.affected.length > 0 && incident.symptoms.length > 0 && incident.firstChecks.length > 0);
    assert.ok(incident.selfHealing.length > 0 && incident.rollback.why.length > 0);
    assert.ok(commandsOf(incident).length > 0, 'a command');
    assert.ok(
      incident.steps.some(({ afterMinutes }) => afterMinutes),
      'a step for later',
    );
    assert.equal(incident.steps[0].afterMinutes, undefined);
  });
}

test('no step leads to itself, or to a step that is not there', () => {
  const astray = incidents.flatMap(formsOf).flatMap(({ id, steps }) => {
    const now = steps.filter(({ afterMinutes }) => afterMinutes === undefined);
    return steps.flatMap((step) =>
      [...(step.expect ?? '').matchAll(/\bDo (\d+)/g)]
        .map(([, said]) => now[Number(said) - 1])
        .filter((led) => !led || led === step)
        .map(() => `${id}: ${step.expect}`),
    );
  });
  assert.deepEqual(astray, []);
});

/** A file is named after its claim, and those that take turns after their turn too. */
const claims = globSync('*/**/*.check.ts', { cwd: import.meta.dirname }).map((file) =>
  file.replace(/^(\w+)\/(?:.*\/)?(?:\d-)?(.*)\.check\.ts$/, '$1/$2'),
);
/** Told by the run itself, after its last check. */
const ofTheRun = ['billing/undone', 'orders/undone'];
/** Whatever a layer asks may fail so, and a target names some of it itself. */
const ofAnyCheck = layers.map((layer) => `${layer}/*`);

test('every known incident is looked for in a check that exists', () => {
  assert.ok(claims.includes('api/health') && claims.includes('billing/checkout'));
  for (const { id, signs } of knownIncidents) {
    assert.ok(signs.length > 0, id);
    for (const { check } of signs)
      assert.ok([...claims, ...ofTheRun, ...ofAnyCheck].includes(check), `${id}: ${check}`);
  }
});

test('an incident is recognised by codes and facts, never by words', () => {
  const expressionsIn = (value: unknown): RegExp[] => {
    if (value instanceof RegExp) return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
  };
  for (const { id, signs } of incidents) assert.deepEqual(expressionsIn(signs), [], id);
});

test('a sign speaks of codes that its layer, or every layer, has', () => {
  const codesOf = (check: string): string[] => {
    const own = Object.entries(layerDefinitions).find(([layer]) => check.startsWith(`${layer}/`))?.[1];
    return [...Object.keys(commonFailures), ...Object.keys(own?.failures ?? {})];
  };
  for (const { id, signs } of incidents) {
    for (const { check, codes, confirmedBy, explains = [] } of signs) {
      const unknown = [
        ...[...codes, ...explains].filter((code) => !codesOf(check).includes(code)),
        ...(confirmedBy?.codes ?? []).filter((code) => !codesOf(confirmedBy?.check ?? '').includes(code)),
      ];
      assert.deepEqual(unknown, [], id);
    }
  }
});

test('every placeholder has a known name', () => {
  const used = everyCommand.flatMap((command) => [...command.matchAll(/\{([a-z-]+)\}/g)].map(([, name]) => name ?? ''));
  assert.deepEqual(
    [...new Set(used)].filter((name) => !templateNames.some((known) => known === name)),
    [],
  );
});

test('a target that names its AWS parts leaves nothing of it open', () => {
  const places = templateValues({ ...target, aws });
  for (const command of everyCommand)
    assert.doesNotMatch(interpolate(command, places), /not in the target|\{[a-z-]+\}/);
});

test('what the target does not name is marked in the command', () => {
  const { aws: _, ...bare } = target;
  const filled = everyCommand.map((command) => interpolate(command, templateValues(bare))).join('\n');
  assert.match(filled, /--cluster <ecs-cluster: not in the target>/);
  assert.match(filled, /<log-group: not in the target>/);
  assert.doesNotMatch(filled, /\{[a-z-]+\}|undefined/);
});

test('aws commands name their region, and reconciling is a POST', () => {
  for (const command of everyCommand.filter((one) => one.startsWith('aws '))) assert.match(command, / --region /);
  for (const command of everyCommand.filter((one) => one.includes('{sync}'))) assert.match(command, /-X POST/);
});

test('no command holds a secret: the shell puts it in', () => {
  const filled = everyCommand.map((command) => interpolate(command, templateValues(target))).join('\n');
  assert.match(filled, /"\$STRIPE_SECRET_KEY"/);
  assert.doesNotMatch(filled, /sk_(test|live)_/);
});
