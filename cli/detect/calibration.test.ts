import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incidents, incidentsOf } from '#checks/catalogue.ts';
import { type Calibrated, calibrate } from './calibration.ts';
import { knownFaults } from './calibration-of.ts';

const known = Object.values(await knownFaults()).flat();
const calibrated = known.map((fault) => [fault.name, calibrate(fault)] as const);
const isRight = ({ cause, owner, rollback }: Calibrated) => cause && owner && !rollback.includes(false);

test('every fault that somebody knows is a cause', () => {
  assert.deepEqual(
    calibrated.filter(([, one]) => !one).map(([name]) => name),
    [],
  );
});

test('nothing that is called high is wrong in its cause, its owner or what it says of going back', () => {
  const high = calibrated.flatMap(([, one]) => (one?.level === 'high' ? [one] : []));
  assert.ok(high.length > 70, `${high.length} are high`);
  assert.deepEqual(
    high.filter((one) => !isRight(one)),
    [],
  );
});

test('what a right name is, is an incident', () => {
  const ids = new Set([...incidents, ...known.flatMap(({ target }) => incidentsOf(target))].map(({ id }) => id));
  assert.deepEqual(
    known.flatMap(({ means }) => means).filter((id) => !ids.has(id)),
    [],
  );
});

test('a wrong word about any of the three is noticed', () => {
  const fault = known.find(({ name }) => name === 'asset-missing');
  assert.ok(fault);
  const never = calibrate({ ...fault, truth: { ...fault.truth, goingBack: 'never' } });
  assert.ok(never?.rollback.includes(false));
  assert.equal(calibrate({ ...fault, truth: { ...fault.truth, teams: ['another'] } })?.owner, false);
  assert.equal(calibrate({ ...fault, means: ['another'] })?.cause, false);
});
