import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finalizeRecord } from './finalize-record.ts';
import { type ClaimsPast, claimsAfter, type ReleasesPast, releasesAfter } from './past.ts';
import type { CheckRecord } from './run-record.ts';
import { aCheck, aDegraded, aFailure, aNotRun } from './samples/sample-check.ts';
import { aDraft } from './samples/sample-record.ts';

const at = (minute: number) => `2026-11-21T10:0${minute}:00.000Z`;
const past = (...runs: CheckRecord[][]) =>
  runs
    .map((checks, minute) => finalizeRecord(aDraft(checks, { endedAt: at(minute) })))
    .reduce<ClaimsPast>(claimsAfter, {});

describe('the past of a claim', () => {
  const passing = [aCheck('api/ready')];
  const slow = [aDegraded('api/ready', 'latency')];
  const failing = [aFailure('api/ready', 'dependency')];

  test('keeps when it last held, and since when it does not', () => {
    assert.deepEqual(past(passing, failing, failing)['api/ready'], {
      passedAt: at(0),
      heldAt: at(0),
      troubledSince: at(1),
      failingSince: at(1),
    });
  });

  test('tells being slow from failing', () => {
    assert.deepEqual(past(passing, slow, slow, failing)['api/ready'], {
      passedAt: at(0),
      heldAt: at(2),
      troubledSince: at(1),
      failingSince: at(3),
    });
  });

  test('begins anew when it passes', () => {
    assert.deepEqual(past(failing, passing)['api/ready'], { passedAt: at(1), heldAt: at(1) });
  });

  test('is left as it was by a run that did not look', () => {
    const blind = [aNotRun('api/ready', 'blocked'), aCheck('auth/login')];
    assert.deepEqual(past(passing, blind)['api/ready'], { passedAt: at(0), heldAt: at(0) });
    assert.deepEqual(past(failing, [aCheck('auth/login')])['api/ready'], { troubledSince: at(0), failingSince: at(0) });
  });
});

describe('the past of a claim that fails in announced maintenance', () => {
  const maintenance = { reason: 'upgrade', from: at(1), until: at(4) };
  const passing = [aCheck('api/ready')];
  const failing = [aFailure('api/ready', 'dependency')];
  const pastOf = (...runs: [checks: CheckRecord[], planned: boolean][]) =>
    runs
      .map(([checks, planned], minute) => ({
        ...finalizeRecord(aDraft(checks, { endedAt: at(minute) })),
        ...(planned && { maintenance }),
      }))
      .reduce<ClaimsPast>(claimsAfter, {})['api/ready'];
  const announced = { since: at(1), until: at(4) };

  test('has no beginning in it, and says since when', () => {
    const held = { passedAt: at(0), heldAt: at(0), announced };
    assert.deepEqual(pastOf([passing, false], [failing, true], [failing, true]), held);
    const slow = [aDegraded('api/ready', 'latency')];
    assert.deepEqual(pastOf([passing, false], [failing, true], [slow, true]), { ...held, heldAt: at(2) });
    assert.deepEqual(pastOf([passing, false], [failing, true], [passing, true]), { passedAt: at(2), heldAt: at(2) });
  });

  test('begins with the first run after it', () => {
    const after = pastOf([passing, false], [failing, true], [failing, false], [failing, false]);
    assert.deepEqual([after?.failingSince, after?.troubledSince, after?.announced], [at(2), at(2), announced]);
  });

  test('is as old as it is where it began before', () => {
    const old = pastOf([passing, false], [failing, false], [failing, true]);
    assert.deepEqual([old?.failingSince, old?.announced], [at(1), undefined]);
  });
});

test('a page of maintenance is held to the end that it said first', () => {
  const shows = (backAt: string) => {
    const check = aFailure('api/health', 'http-error');
    if (check.failure) Object.assign(check.failure, { code: 'maintenance-page', facts: { backAt } });
    return [check];
  };
  assert.equal(past(shows(at(3)), shows(at(5)))['api/health']?.promised, at(3));
  assert.equal(past(shows(at(3)), [aCheck('api/health')], shows(at(7)))['api/health']?.promised, at(7));
  assert.equal(past(shows(at(3)), [aFailure('api/health', 'http-error')])['api/health']?.promised, undefined);
});

describe('the past of a release', () => {
  const seen = (...runs: string[][]) =>
    runs
      .map((api, minute) => finalizeRecord(aDraft([], { endedAt: at(minute), releases: { api } })))
      .reduce<ReleasesPast>(releasesAfter, {})['api'];

  test('keeps since when it is seen, and what was there before', () => {
    assert.deepEqual(seen(['a'], ['b'], ['b']), [
      { seen: ['a'], since: at(0) },
      { seen: ['b'], since: at(1) },
    ]);
  });

  test('of one that takes over step by step begins with its first task', () => {
    assert.deepEqual(seen(['a'], ['a', 'b'], ['b'])?.at(-1), { seen: ['b'], since: at(1) });
  });

  test('is left as it was by a run that saw none, and does not grow without end', () => {
    assert.deepEqual(seen(['a'], []), [{ seen: ['a'], since: at(0) }]);
    assert.deepEqual(seen(['a'], ['b'], ['c'], ['d'], ['e'], ['f'])?.[0], { seen: ['b'], since: at(1) });
  });
});
