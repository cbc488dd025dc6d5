import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markCauses } from './root-causes.ts';
import type { CheckRecord } from './run-record.ts';
import { aCheck, aDegraded, aFailure, aNotRun } from './samples/sample-check.ts';
import { judge, undecidedChecks } from './verdict.ts';
import { failureClasses, notRunReasons, partyOf } from './vocabulary.ts';

/** Everything that may have become of a check, with the need that may stand behind it. */
function* fates(id: string, needs: string[]): Generator<CheckRecord | undefined> {
  yield undefined;
  yield aCheck(id, { needs });
  for (const reason of notRunReasons) yield aNotRun(id, reason, { needs });
  for (const seen of failureClasses) {
    yield aFailure(id, seen, { needs });
    yield aDegraded(id, seen, { needs });
  }
}

describe('fail closed', () => {
  const expected = ['api/health', 'auth/login', 'images/profile'];

  /** Every pair of fates of a need and of what rests on it, beside a check that passes or is muted. */
  function* runs(): Generator<{ checks: CheckRecord[]; verdict: ReturnType<typeof judge> }> {
    const third = [aCheck('images/profile'), aNotRun('images/profile', 'muted')];
    for (const health of fates('api/health', []))
      for (const login of fates('auth/login', ['api/health']))
        for (const profile of third) {
          const checks = markCauses([health, login, profile].filter((check) => check !== undefined));
          yield { checks, verdict: judge({ checks, expected, harness: [] }) };
        }
  }

  test('no run with an undecided expected check is ok, nor degraded, nor empty', () => {
    let seen = 0;
    for (const { checks, verdict } of runs()) {
      const undecided = undecidedChecks({ checks, expected });
      if (undecided.length === 0) continue;
      seen += 1;
      assert.ok([1, 3, 4].includes(verdict.code), `${verdict.name} with undecided ${undecided}`);
      assert.ok(verdict.reasons.some(({ message }) => message.includes(undecided[0] ?? '')));
    }
    assert.ok(seen > 100);
  });

  test('ok means that each expected check passed, is muted, or had nothing of an earlier run to compare with', () => {
    for (const { checks, verdict } of runs()) {
      if (verdict.name !== 'ok') continue;
      const fine = checks.filter(
        ({ outcome, notRun }) => outcome === 'pass' || notRun === 'muted' || notRun === 'no-past',
      );
      assert.equal(fine.length, expected.length);
    }
  });

  test('a failure that the app or the edge answers for is `failed`, unless a third party or we ourselves explain it', () => {
    for (const { checks, verdict } of runs()) {
      const causes = checks.filter(({ outcome, causedBy }) => outcome === 'fail' && causedBy.length === 0);
      const theirs = causes.filter(({ failure }) => failure && ['app', 'edge'].includes(partyOf(failure.class)));
      // Two refusals by the edge and nothing else over HTTP are a row of their own.
      if (theirs.length === 0 || theirs.every(({ failure }) => failure?.class === 'edge-blocked')) continue;
      assert.equal(verdict.name, 'failed', checks.map(({ id, outcome }) => `${id} ${outcome}`).join(', '));
    }
  });
});
