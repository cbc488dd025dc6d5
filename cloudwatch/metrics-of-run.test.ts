import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RunRecord } from '#record/run-record.ts';
import { aCheck, failing } from '#record/samples/sample-check.ts';
import { catalogue, type MetricName, metricNames, seriesOf } from './catalogue.ts';
import { metricsOfRun } from './metrics-of-run.ts';
import { sampleRun, sampleTarget } from './sample-run.ts';

const target = sampleTarget();

/** `Metric key=value,…` to its samples: a run's data as a table. */
const tableOf = (run: RunRecord, of = target) =>
  Object.fromEntries(
    metricsOfRun(run, of).map(({ metric, dimensions: { Target: _, ...rest }, values }) => [
      [metric, ...Object.entries(rest).map(([name, value]) => `${name}=${value}`)].join(' '),
      values,
    ]),
  );

describe('the metrics of a scheduled run', () => {
  test('a run in which all is well is 100 everywhere', () => {
    const run = sampleRun([aCheck('edge/tls:app'), aCheck('api/health', { layer: 'api', durationMs: 30 })]);
    assert.deepEqual(tableOf(run), {
      SuccessPercent: [100],
      'SuccessPercent Layer=edge': [100],
      'SuccessPercent Layer=api': [100],
      'SuccessPercent Check=edge/tls:app': [100],
      'SuccessPercent Check=api/health': [100],
      'Duration Layer=edge': [40],
      'Duration Layer=api': [30],
      FirstTrySuccess: [100],
      RunCompleted: [1],
      ChecksNotRun: [0],
      HarnessFaults: [0],
      DatapointsLost: [0],
    });
  });

  test('every data point bears the end of the run, the target and the unit of the catalogue', () => {
    const run = sampleRun([aCheck('edge/tls:app')]);
    for (const { at, dimensions, unit, metric } of metricsOfRun(run, target)) {
      assert.equal(at, run.endedAt);
      assert.equal(dimensions['Target'], 'shop');
      assert.equal(unit, catalogue[metric].unit);
    }
  });

  test('a failure takes its layer and the target to 0, is counted by class and has no duration', () => {
    const run = sampleRun([
      aCheck('edge/tls:app', failing('tls')),
      aCheck('edge/tls:api', failing('tls')),
      aCheck('edge/dns:api', { durationMs: 7 }),
      aCheck('api/health', { layer: 'api', severity: 'P2', ...failing('timeout'), budgetMs: 1_000 }),
    ]);
    const table = tableOf(run);
    assert.deepEqual(table['SuccessPercent'], [0]);
    assert.deepEqual(table['SuccessPercent Layer=edge'], [0]);
    assert.deepEqual(table['SuccessPercent Check=edge/tls:app'], [0]);
    assert.deepEqual(table['SuccessPercent Check=edge/dns:api'], [100]);
    assert.deepEqual(table['Failures Class=tls'], [2]);
    assert.deepEqual(table['Failures Class=timeout'], [1]);
    assert.deepEqual(table['Duration Layer=edge'], [7]);
    assert.equal(table['Duration Layer=api'], undefined);
    assert.equal(table['Duration Check=api/health'], undefined);
  });

  test('degraded counts as good, and a second try shows in FirstTrySuccess alone', () => {
    const slow = aCheck('api/health', { layer: 'api', outcome: 'degraded', reason: 'slow' });
    const again = aCheck('api/ready', { layer: 'api', outcome: 'degraded', attempts: 2 });
    const table = tableOf(sampleRun([slow, again, aCheck('edge/a'), aCheck('edge/b')]));
    assert.deepEqual(table['SuccessPercent'], [100]);
    assert.deepEqual(table['SuccessPercent Layer=api'], [100]);
    assert.deepEqual(table['FirstTrySuccess'], [75]);
  });

  test('what did not run and what failed by our own fault says nothing about the target', () => {
    const blocked = aCheck('auth/me', { layer: 'auth', outcome: 'not-run', notRun: 'blocked', attempts: 0 });
    const crashed = aCheck('frontend/renders', { layer: 'frontend', ...failing('harness') });
    const muted = aCheck('edge/a', { outcome: 'not-run', notRun: 'muted', attempts: 0 });
    const first = aCheck('auth/a', { outcome: 'not-run', notRun: 'no-past', attempts: 0 });
    const run = sampleRun([blocked, crashed, muted, first], {
      expected: ['auth/me', 'frontend/renders', 'edge/a', 'auth/a', 'edge/gone'],
      harness: ['the browser did not start'],
    });
    assert.deepEqual(tableOf(run), {
      RunCompleted: [0],
      ChecksNotRun: [2],
      HarnessFaults: [2],
      DatapointsLost: [0],
    });
  });

  test('a run that selected nothing has not completed', () => {
    assert.deepEqual(tableOf(sampleRun([]))['RunCompleted'], [0]);
  });

  test('an inconclusive or interrupted run has no SuccessPercent of the target', () => {
    const cut = sampleRun([aCheck('edge/a')], { expected: ['edge/a', 'edge/b'] });
    const table = tableOf(cut);
    assert.equal(table['SuccessPercent'], undefined);
    assert.deepEqual(table['SuccessPercent Layer=edge'], [100]);
    assert.deepEqual(table['RunCompleted'], [0]);
  });

  test('P0 and P1 have a series each; all or none where the target says so', () => {
    const run = sampleRun(
      (['P0', 'P1', 'P2', 'P3'] as const).map((severity) =>
        aCheck(`edge/${severity.toLowerCase()}`, { severity, budgetMs: 500 }),
      ),
    );
    const checksIn = (perCheck: 'critical' | 'all' | 'none', metric: MetricName) =>
      Object.keys(tableOf(run, sampleTarget({ perCheck }))).filter((key) => key.startsWith(`${metric} Check=`)).length;
    assert.equal(checksIn('critical', 'SuccessPercent'), 2);
    assert.equal(checksIn('all', 'SuccessPercent'), 4);
    assert.equal(checksIn('none', 'SuccessPercent'), 0);
    assert.equal(checksIn('critical', 'Duration'), 4);
    assert.equal(checksIn('none', 'Duration'), 0);
  });

  test('hops and certificates are published by name; the certificate that ends first counts', () => {
    const run = sampleRun([
      aCheck('billing/premium', { hops: [{ name: 'webhook-to-premium', ms: 1_200 }] }),
      aCheck('edge/tls:app', { certificates: [{ host: 'app', daysLeft: 40 }] }),
      aCheck('edge/tls:app-2', { certificates: [{ host: 'app', daysLeft: -3 }] }),
    ]);
    const table = tableOf(run);
    assert.deepEqual(table['Hop Hop=webhook-to-premium'], [1_200]);
    assert.deepEqual(table['CertificateDaysLeft Host=app'], [-3]);
  });

  test('the lag is there only where the due time is known, and never negative', () => {
    const startedAt = '2026-11-21T07:30:12.500Z';
    const late = { startedAt, scheduledAt: '2026-11-21T07:30:00.000Z' };
    assert.deepEqual(tableOf(sampleRun([], late))['ScheduleLag'], [12.5]);
    assert.deepEqual(tableOf(sampleRun([], { startedAt, scheduledAt: startedAt }))['ScheduleLag'], [0]);
    const early = { startedAt, scheduledAt: '2026-11-21T07:31:00.000Z' };
    assert.deepEqual(tableOf(sampleRun([], early))['ScheduleLag'], [0]);
    assert.equal(tableOf(sampleRun([], { startedAt }))['ScheduleLag'], undefined);
  });

  test('a value the service refuses is dropped and counted, the rest is kept', () => {
    const run = sampleRun([
      aCheck('edge/a', { durationMs: Number.NaN }),
      aCheck('edge/b', { durationMs: 5, hops: [{ name: 'x', ms: Number.POSITIVE_INFINITY }] }),
      aCheck('edge/c', { certificates: [{ host: 'app', daysLeft: -(2 ** 361) }] }),
    ]);
    const table = tableOf({ ...run, publish: { ...run.publish, lost: 4 } });
    assert.deepEqual(table['Duration Layer=edge'], [5, 40]);
    assert.equal(table['Hop Hop=x'], undefined);
    assert.equal(table['CertificateDaysLeft Host=app'], undefined);
    assert.deepEqual(table['DatapointsLost'], [7]);
  });
});

describe('the metrics of a gate or a triage', () => {
  for (const trigger of ['deploy', 'manual'] as const) {
    test(`${trigger}: only the monitor's own, under the trigger`, () => {
      const run = sampleRun([aCheck('edge/a', failing('tls'))], {
        trigger,
        scheduledAt: new Date().toISOString(),
      });
      assert.deepEqual(Object.keys(tableOf(run)), [
        `RunCompleted Trigger=${trigger}`,
        `ChecksNotRun Trigger=${trigger}`,
        `HarnessFaults Trigger=${trigger}`,
        `DatapointsLost Trigger=${trigger}`,
        `ScheduleLag Trigger=${trigger}`,
      ]);
    });
  }
});

test('a scheduled run in announced maintenance speaks for the monitor alone', () => {
  const maintenance = { reason: 'upgrade', from: '2026-11-21T02:00:00Z', until: '2026-11-21T04:00:00Z' };
  const run = { ...sampleRun([aCheck('edge/tls:app', failing('tls'))]), maintenance };
  assert.deepEqual(tableOf(run), { RunCompleted: [1], ChecksNotRun: [0], HarnessFaults: [0], DatapointsLost: [0] });
});

describe('a run of the schedule', () => {
  test('tells how many checks its cadence expected, run or not', () => {
    const run = sampleRun([aCheck('edge/a')], { cadence: 'browser', expected: ['edge/a', 'edge/b'] });
    assert.deepEqual(tableOf(run)['ChecksExpected Cadence=browser'], [2]);
  });

  test('that is red as the look before was has a failure that is confirmed', () => {
    const run = sampleRun([aCheck('edge/a', failing('tls'))]);
    assert.equal(tableOf(run)['FailureConfirmed'], undefined);
    assert.deepEqual(tableOf({ ...run, redAgain: true })['FailureConfirmed'], [1]);
  });

  test('tells by its second look whether the red is still there, and nothing else', () => {
    for (const redAgain of [true, false]) {
      const second = sampleRun([aCheck('edge/a', failing('tls'))], { round: 2, cadence: 'http' });
      assert.deepEqual(tableOf({ ...second, redAgain }), { FailureConfirmed: [redAgain ? 1 : 0] });
      assert.deepEqual(tableOf(second), {});
    }
  });
});

describe('the catalogue', () => {
  const rich = aCheck('edge/a', {
    budgetMs: 1,
    hops: [{ name: 'x', ms: 1 }],
    certificates: [{ host: 'app', daysLeft: 1 }],
  });
  const checks = [rich, aCheck('edge/b', failing('tls')), aCheck('billing/orphans', { orphans: 2 })];

  for (const trigger of ['schedule', 'deploy', 'manual'] as const) {
    test(`declares all that a ${trigger} run publishes, for that trigger`, () => {
      const data = metricsOfRun(sampleRun(checks, { trigger, scheduledAt: new Date().toISOString() }), target);
      for (const { metric, dimensions } of data) {
        assert.ok(
          seriesOf(metric, dimensions)?.triggers.some((one) => one === trigger),
          metric,
        );
      }
    });
  }

  test('every declared series is published by a run that has something to say on it', () => {
    const published = (['schedule', 'deploy'] as const).flatMap((trigger) => {
      const run = sampleRun(checks, { trigger, cadence: 'http', scheduledAt: new Date().toISOString() });
      return metricsOfRun({ ...run, redAgain: true }, target);
    });
    const seen = new Set(published.map(({ metric, dimensions }) => seriesOf(metric, dimensions)));
    const silent = metricNames.filter((name) => catalogue[name].series.some((series) => !seen.has(series)));
    assert.deepEqual(silent, []);
  });
});

test('a muted check keeps its own series and stays out of those of its layer and of the failures', () => {
  const muted = { owner: 'web', reason: 'waits for the CDN', until: '2026-12-01' };
  const run = sampleRun([
    aCheck('edge/tls:app', { ...failing('tls'), muted }),
    aCheck('edge/dns:app', { durationMs: 7 }),
  ]);
  const table = tableOf(run);
  assert.deepEqual(table['SuccessPercent Check=edge/tls:app'], [0]);
  assert.deepEqual(table['SuccessPercent Layer=edge'], [100]);
  assert.equal(table['Failures Class=tls'], undefined);
  assert.deepEqual([table['FirstTrySuccess'], table['ChecksNotRun']], [[100], [0]]);
});
