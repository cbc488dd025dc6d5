import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { codeOfTheWay, commonFailures } from '#fixtures/outcome/common-failures.ts';
import { failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');
const url = 'https://api.loventia.test/health';

for (const [code, failureClass] of [
  ['answer-cut-off', 'http-error'],
  ['answer-malformed', 'contract'],
] as const)
  test(`${code} is a page of its own, of whoever answers, and no fault of the way`, () => {
    assert.equal(codeOfTheWay(failureClass), commonFailures[code]);
    const facts = { host: 'api.loventia.test', url, detail: 'as it was seen', phase: 'answer' } as const;
    const { causes } = diagnoseRun(sampleRecord({ 'api/health': failingAs(commonFailures[code], facts) }), target);
    assert.deepEqual([causes.length, causes[0]?.incidents[0].id, causes[0]?.owner.party], [1, code, 'app']);
    assert.deepEqual([causes[0]?.severity, causes[0]?.confidence.level], ['P0', 'medium']);
    assert.ok(causes[0]?.actions[0]?.command?.includes(url));
    for (const { expect } of causes[0]?.actions ?? []) assert.match(expect ?? '', /->/);
  });
