import assert from 'node:assert/strict';
import test from 'node:test';
import { publishedLine } from './footer.ts';

test('data points that were kept or lost are told in one line once they are known', () => {
  const publish = { sent: 40, kept: 20, lost: 4, requests: 2, error: 'Throttling' };
  const told = 'Sent      40 data points to CloudWatch in 2 requests; 20 kept for the next run; 4 LOST; Throttling';
  assert.equal(publishedLine({ publish }), told);
});
