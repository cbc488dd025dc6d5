import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { diagnoseRun, layerDefinitions } from '#checks/catalogue.ts';
import { type Fault, loventiaFaults } from '#demo/faults.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import type { FailureCode } from '#record/failure-code.ts';
import { recordedFault, recordedFaults, recordedFolder } from '#record/samples/recorded.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

// What `npm run detect -- --write` recorded must still mean what it meant, and still be said as it was said.

const target = await loadTarget('loventia');
/** What an outsider cannot tell apart. */
const rivals = ['webhook-secret', 'webhook-raw-body', 'webhook-500'];
const codes: Readonly<Record<string, FailureCode<never>>> = Object.assign(
  {},
  commonFailures,
  ...Object.values(layerDefinitions).map(({ failures }) => failures),
);

test('every fault of the demo that does harm is recorded, and no other', () => {
  const harmful = Object.entries<Fault>(loventiaFaults).filter(([, { effect }]) => effect !== 'harmless');
  assert.deepEqual(recordedFaults(), harmful.map(([id]) => id).toSorted());
});

for (const fault of recordedFaults()) {
  test(`${fault} is named from what was recorded of it, and nothing else is called a cause`, () => {
    const { causes } = diagnoseRun(sampleRecord(changesOf(fault)), target);
    assert.deepEqual(
      causes.map(({ incidents }) => incidents.map(({ id }) => id)),
      [rivals.includes(fault) ? rivals : [fault]],
    );
  });

  test(`what was recorded of ${fault} is what its codes say of its facts`, () => {
    for (const { id, failure } of recordedFault(fault).checks) {
      if (!failure) continue;
      const code = codes[failure.code];
      assert.ok(code, `${id}: ${failure.code} is a code of no layer: record again with npm run detect -- --write`);
      const message = (code.message as (facts: object) => string)(failure.facts);
      assert.equal(message, failure.message, `${id}: record again with npm run detect -- --write`);
    }
  });
}

test('a recording holds nothing of the machine that it was made on', () => {
  for (const name of readdirSync(recordedFolder)) {
    const text = readFileSync(new URL(name, recordedFolder), 'utf8');
    assert.doesNotMatch(text, /loventia\.test|127\.0\.0\.1|localhost|\/tmp\//, name);
  }
});
