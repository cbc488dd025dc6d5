import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { systemNames } from '#cli/boot-demo.ts';
import { recordedClean, recordedFaults } from '#record/samples/recorded.ts';
import { failing, notRun } from '#record/samples/sample-check.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';
import { mayHaveCauses, withoutCauses } from './calm.ts';

const systems = await Promise.all(
  systemNames().map(async (system) => ({ system, target: await loadTarget(system), clean: recordedClean(system) })),
);

for (const { system, target, clean } of systems)
  test(`${system}: what all incidents say of a calm run is what is said without them, and no fault is taken for calm`, () => {
    const calm = sampleRecord({}, {}, {}, clean);
    assert.equal(mayHaveCauses(calm), false);
    assert.deepEqual(withoutCauses(calm, target), diagnoseRun(calm, target));
    const faults = recordedFaults(system).map((fault) => sampleRecord(changesOf(fault, system), {}, {}, clean));
    const told = faults.filter((record) => diagnoseRun(record, target).causes.length > 0);
    assert.ok(told.length > 0);
    assert.deepEqual(
      told.filter((record) => !mayHaveCauses(record)),
      [],
    );
  });

test('what merely never ran is calm; what does not fit its target, or is ours, is not', () => {
  assert.equal(mayHaveCauses(sampleRecord({ 'api/health': notRun('no-past', 'none') })), false);
  assert.equal(mayHaveCauses(sampleRecord({ 'api/health': notRun('misconfigured', 'no key') })), true);
  assert.equal(mayHaveCauses(sampleRecord({ 'api/health': failing('timeout', 'no answer') })), true);
  assert.equal(mayHaveCauses({ ...sampleRecord({}), harness: ['the runner broke'] }), true);
});
