import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { failing, failingAs } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia');

test('a process that hangs is one cause, though pages and API of one origin break by it', () => {
  const hung = (path: string) =>
    failingAs(commonFailures['no-answer'], {
      host: 'shop',
      url: `https://shop.example${path}`,
      phase: 'request',
      detail: 'no answer',
    });
  const { causes } = diagnoseRun(sampleRecord({ 'frontend/pages': hung('/'), 'api/health': hung('/health') }), target);
  assert.deepEqual(
    causes.map(({ incidents: [{ id }], checks }) => [id, checks]),
    [['api-timeout', ['api/health', 'frontend/pages']]],
  );
  const elsewhere = { ...hung('/'), exchanges: [] };
  Object.assign(elsewhere.failure?.facts ?? {}, { url: 'https://cdn.example/' });
  const apart = sampleRecord({ 'frontend/pages': elsewhere, 'api/health': hung('/health') });
  assert.equal(diagnoseRun(apart, target).causes.length, 2, 'another origin is another process');
});

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
