import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { aScheduledRun } from '#record/samples/sample-record.ts';
import { withRedAgain } from './with-red-again.ts';

const since = { failingSince: '2026-11-21T02:52:10.000Z' };
const down = aCheck('api/ready', failing('http-error'));
const slow = aCheck('api/health', failing('timeout'));
const known = (
  claims: Parameters<typeof withRedAgain>[1],
  checks = [down],
  differing: Parameters<typeof aScheduledRun>[1] = {},
) => withRedAgain(aScheduledRun(checks, differing), claims).redAgain;

test('a red run is known to last where all of its causes were red in the look before', () => {
  assert.equal(known({ 'api/ready': since }), true);
  assert.equal(known({}), undefined);
  assert.equal(known({ 'api/ready': { passedAt: since.failingSince } }), undefined);
  assert.equal(known({ 'api/ready': since }, [down, slow]), undefined, 'one of two is new');
  assert.equal(known({ 'api/ready': since }, [aCheck('api/ready')]), undefined, 'all is well');
  assert.equal(known({ 'api/ready': since }, [down], { trigger: 'manual' }), undefined, 'nobody asks a run by hand');
});

test('what a third party answers for neither lasts nor is new', () => {
  const theirs = aCheck('billing/account', failing('stripe'));
  assert.equal(known({ 'api/ready': since }, [down, theirs]), true);
  assert.equal(known({ 'billing/account': since }, [down, theirs]), undefined);
});

test('a second look says whether the red is there again, and nothing where it could not tell', () => {
  assert.equal(known({}, [down], { round: 2 }), true);
  assert.equal(known({}, [aCheck('api/ready')], { round: 2 }), false);
  assert.equal(known({}, [aCheck('api/ready', failing('harness'))], { round: 2 }), undefined);
});
