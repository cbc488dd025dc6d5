import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnoseRun } from '#checks/catalogue.ts';
import { changesOf, sampleRecord } from '#record/samples/sample-record.ts';
import { loadTarget } from '#targets/definition/load-target.ts';

const target = await loadTarget('loventia', {
  'response.P0': { acknowledgeMinutes: 15, call: ['tech lead'] },
});

describe('a page of maintenance', () => {
  const record = sampleRecord(changesOf('maintenance-page'));
  const maintenance = { reason: 'upgrade', from: '2026-11-21T02:00:00.000Z', until: '2026-11-21T04:00:00.000Z' };

  test('is one cause wherever it shows, as bad as what it hides, and asks first who has announced it', () => {
    const { causes } = diagnoseRun(record, target);
    const [cause] = causes;
    assert.deepEqual([causes.length, cause?.incidents[0].id, cause?.severity], [1, 'maintenance-page', 'P0']);
    assert.deepEqual(cause?.checks.toSorted(), ['api/health', 'frontend/pages']);
    assert.deepEqual([cause?.rollback.advice, cause?.confidence.level], ['no', 'high']);
    assert.match(cause?.actions[0]?.text ?? '', /^Is it announced, and by whom\?/);
    assert.ok(cause?.escalation);
  });

  test('is expected where it was announced, and no deploy expects it', () => {
    const ids = (run: typeof record) =>
      diagnoseRun(run, target).causes.map(({ incidents, severity }) => [incidents[0].id, severity]);
    assert.deepEqual(ids({ ...record, maintenance }), [['maintenance-announced', 'P3']]);
    assert.deepEqual(ids({ ...record, maintenance, trigger: 'deploy' }), [['maintenance-page', 'P0']]);
  });

  test('that merely asks to wait is not taken for more than that', () => {
    const asks = (check: (typeof record.checks)[number]) =>
      check.failure
        ? { ...check, failure: { ...check.failure, facts: { ...check.failure.facts, problem: 'asks-to-wait' } } }
        : check;
    const { causes } = diagnoseRun({ ...record, checks: record.checks.map(asks) }, target);
    assert.equal(causes[0]?.confidence.level, 'medium');
  });
});
