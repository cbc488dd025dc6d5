import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { failing } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

test('one bad answer is one cause, whatever claims it breaks', () => {
  const exchanges = [
    {
      method: 'GET',
      url: 'https://api.loventia.example/x',
      status: 500,
      phases: { total: 1 },
      headers: {},
      redirects: [],
    },
  ];
  const changes = {
    'api/version': { ...failing('contract', 'no release'), exchanges },
    'auth/token': { ...failing('data', 'no token'), exchanges },
    'images/presigned': failing('data', 'no photo'),
  };
  const { causes } = diagnoseRun(sampleRecord(changes), target);
  assert.deepEqual(
    causes.map(({ checks }) => checks),
    [['api/version', 'auth/token'], ['images/presigned']],
  );
});
