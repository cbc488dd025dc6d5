import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCheck } from '#record/samples/sample-check.ts';
import { learn } from './learn.ts';

const url = 'https://api.shop.test/goods';
const startedAt = '2026-11-21T08:00:00Z';
const record = { checks: [aCheck('api/goods', { startedAt })] };
const witnessed = ['[{"id":1}]', '[{"id":1,"price":9}]', '[{"id":2}]'].map((body) => ({
  ...{ at: Date.parse(startedAt) + 1, host: 'api', method: 'GET', url: new URL(url) },
  answer: { status: 200, headers: {}, body: Buffer.from(body) },
}));
const sampleOf = (fields: string[]) => {
  const reads = fields.map((field) => ({ method: 'GET', url, status: 200, part: `field:${field}` }));
  const hostOf = () => 'api';
  return learn({ witnessed, reads, record, hostOf, sharedBy: () => undefined })[0]?.sample.body.toString();
};

test('of the answers of a route the one is changed that holds most of what is read, and else the first', () => {
  assert.equal(sampleOf(['0.id', '0.price']), '[{"id":1,"price":9}]');
  assert.equal(sampleOf(['0.id']), '[{"id":1}]');
  assert.equal(sampleOf([]), '[{"id":1}]');
});
