import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSettings } from '#targets/definition/settings.ts';
import { writingRequests } from './writing-requests.ts';

const step = { host: 'api', path: '/v1/things' };
const requests = {
  reads: { claim: 'things are there', steps: [step] },
  searches: { claim: 'things are found', steps: [{ ...step, method: 'POST' }], readOnly: true },
  makes: { claim: 'things are made', steps: [{ ...step, method: 'POST' }], undo: { needless: 'emptied every night' } },
};

/** The places of the problems of a proof of these checks. */
async function places(checks?: string): Promise<string[]> {
  const settings = await loadSettings({
    WATCHPOST_TARGET: 'loventia',
    WATCHPOST_SET: JSON.stringify({ requests }),
    ...(checks && { WATCHPOST_CHECKS: checks }),
  });
  return writingRequests(settings).map(({ where }) => where);
}

test('a proof of a request that writes is not begun unless it is asked for', async () => {
  assert.deepEqual(await places(), ['requests.makes']);
  assert.deepEqual(await places('api/makes'), ['requests.makes']);
  assert.deepEqual(await places('api/reads,api/searches'), []);
});
