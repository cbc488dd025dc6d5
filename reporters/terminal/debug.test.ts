import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failingAt } from '#record/samples/sample-check.ts';
import { sampleRecord } from '#record/samples/sample-record.ts';
import { renderDebug } from './debug.ts';

const exchange = {
  method: 'POST',
  url: 'https://api.example/login',
  status: 200,
  phases: { dns: 1, tcp: 2, total: 3 },
  headers: { server: 'awselb/2.0' },
  redirects: [],
  sent: { headers: { authorization: 'Bearer [redacted]' }, body: `{"name":"O'Hara"}` },
};

test('a check is told whole, with a request that can be sent again', () => {
  const [check] = sampleRecord({}).checks;
  assert.ok(check);
  const text = renderDebug({ checks: [{ ...check, exchanges: [exchange] }] });
  assert.match(text, new RegExp(`^${check.id}: `));
  assert.match(text, /phases {5}dns 1\.0 ms, tcp 2\.0 ms, total 3\.0 ms/);
  assert.match(
    text,
    /curl -sS -i -X POST -H 'authorization: Bearer \[redacted\]' --data '\{"name":"O'\\''Hara"\}' 'https:\/\/api\.example\/login'/,
  );
});

test('a failure is told with the line that failed and the line of its claim', () => {
  const failed = failingAt('checks/api/health.check.ts:21', 'http-error', 'answered 500');
  const { checks } = sampleRecord({ 'api/health': failed });
  const text = renderDebug({ checks: checks.filter(({ id }) => id === 'api/health') });
  assert.match(text, /^ {2}source {5}checks\/\S+:\d+$/m);
  assert.match(text, /^ {2}failed at {2}checks\/api\/health\.check\.ts:21$/m);
});
