import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { diagnoseRun, layerDefinitions } from '#checks/catalogue.ts';
import { demoSystem, systemNames } from '#cli/boot-demo.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { recordedClean, recordedFault, recordedFaults, recordedFolder } from '#record/samples/recorded.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

// What `npm run detect -- --write` recorded must still mean what it meant, and still be said as it was said.

const codes: Readonly<Record<string, FailureCode<never>>> = Object.assign(
  {},
  commonFailures,
  ...Object.values(layerDefinitions).map(({ failures }) => failures),
);

/** All is loaded before the first test is declared: the runner would take a wait between two of them for the end. */
const systems = await Promise.all(
  systemNames().map(async (system) => ({
    system,
    target: await loadTarget(system),
    clean: recordedClean(system),
    ...(await demoSystem(system)),
  })),
);

for (const { system, target, clean, faults, rows } of systems) {
  test(`every fault of ${system} that does harm is recorded, and no other`, () => {
    const harmful = Object.entries(faults).filter(([, { effect }]) => effect !== 'harmless');
    assert.deepEqual(recordedFaults(system), harmful.map(([id]) => id).toSorted());
  });

  for (const { fault, incident = fault, within } of rows) {
    test(`${fault} of ${system} is named from what was recorded of it, and nothing else is called a cause`, () => {
      const { causes } = diagnoseRun(sampleRecord(changesOf(fault, system), {}, {}, clean), target);
      assert.deepEqual(
        causes.map(({ incidents }) => incidents.map(({ id }) => id)),
        [within ?? [incident]],
      );
    });

    test(`what was recorded of ${fault} of ${system} is what its codes say of its facts`, () => {
      const again = `record again with npm run detect -- --system ${system} --fault ${fault} --write`;
      for (const { id, failure } of recordedFault(fault, system).checks) {
        if (!failure) continue;
        const code = codes[failure.code];
        assert.ok(code, `${id}: ${failure.code} is a code of no layer: ${again}`);
        const message = (code.message as (facts: object) => string)(failure.facts);
        assert.equal(message, failure.message, `${id}: ${again}`);
      }
    });
  }

  test(`a recording of ${system} holds nothing of the machine that it was made on`, () => {
    for (const name of readdirSync(recordedFolder(system))) {
      const text = readFileSync(new URL(name, recordedFolder(system)), 'utf8');
      assert.doesNotMatch(text, new RegExp(`${system}\\.test|127\\.0\\.0\\.\\d|localhost|/tmp/`), name);
    }
  });
}
