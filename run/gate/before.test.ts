import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finalizeRecord } from '#record/finalize-record.ts';
import { aCheck, aFailure } from '#record/samples/sample-check.ts';
import { aDraft } from '#record/samples/sample-record.ts';
import { pastRunOf } from '#store/past-runs.ts';
import { claimBefore, releasesBefore, runsBefore } from './before.ts';

const at = (clock: string) => `2026-11-21T${clock}:00.000Z`;
const ran = (clock: string, release: string, ready = aCheck('api/ready')) =>
  pastRunOf(finalizeRecord(aDraft([ready], { endedAt: at(clock), releases: { api: [release] } })));
const red = aFailure('api/ready', 'dependency');
const components = [{ name: 'api', origin: 'https://api.shop.test', expected: '5e0c1d2b3a49' }];
const now = { startedAt: at('12:00') };

test('what ran after a deploy began says nothing of the time before it', () => {
  const runs = [ran('11:30', '77aa'), ran('11:40', '77aa'), ran('11:50', '5e0c1d2b3a49', red)];
  const { runs: before } = runsBefore(runs, components, now);
  assert.deepEqual(
    before.map(({ endedAt }) => endedAt),
    [at('11:30'), at('11:40')],
  );
  assert.equal(claimBefore({ runs: before }, 'api/ready')?.outcome, 'pass');
  assert.equal(runsBefore(runs, components, { ...now, deployedAt: at('11:35') }).runs.length, 1);
  assert.equal(
    runsBefore([ran('11:30', '77aa')], components, { startedAt: '2026-11-23T12:00:00.000Z' }).runs.length,
    0,
  );
});

test('a claim is red since the first run of its row, and well since the last', () => {
  const runs = [ran('11:10', '77aa'), ran('11:20', '77aa', red), ran('11:30', '77aa', red)];
  assert.deepEqual(claimBefore({ runs }, 'api/ready'), { outcome: 'fail', class: 'dependency', since: at('11:20') });
  assert.deepEqual(claimBefore({ runs: runs.slice(0, 1) }, 'api/ready'), { outcome: 'pass', since: at('11:10') });
  assert.equal(claimBefore({ runs }, 'api/steady'), undefined);
  assert.deepEqual(releasesBefore({ runs }), { api: '77aa' });
});

test('what CloudWatch has is of before the runs that looked, and knows nothing of strain', () => {
  const published = [
    { id: 'a', endedAt: at('11:20'), releases: {}, claims: { 'api/ready': { outcome: 'pass' as const } } },
    { id: 'b', endedAt: at('11:30'), releases: {}, claims: { 'api/ready': { outcome: 'fail' as const } } },
  ];
  assert.deepEqual(claimBefore({ runs: [], published }, 'api/ready'), { outcome: 'fail', since: at('11:30') });
  const [well] = published;
  assert.ok(well);
  const coarse = { outcome: 'pass', since: at('11:20'), isCoarse: true };
  assert.deepEqual(claimBefore({ runs: [], published: [well] }, 'api/ready'), coarse);
  const looked = { runs: [ran('11:50', '77aa', red)], published };
  assert.deepEqual(claimBefore(looked, 'api/ready'), { outcome: 'fail', class: 'dependency', since: at('11:30') });
});
