import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  GetDashboardCommand,
  ListAlarmMuteRulesCommand,
  ListDashboardsCommand,
  PutAlarmMuteRuleCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { startForTest } from './start-for-test.ts';

const ALARM: PutMetricAlarmCommandInput = {
  AlarmName: 'demo-success',
  Namespace: 'Watchpost',
  MetricName: 'SuccessPercent',
  Dimensions: [{ Name: 'Target', Value: 'demo' }],
  Statistic: 'Minimum',
  Period: 300,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 100,
  ComparisonOperator: 'LessThanThreshold',
  TreatMissingData: 'breaching',
};

describe('alarms, dashboards and mute rules', () => {
  let cloudwatch: Awaited<ReturnType<typeof startForTest>>;
  let client: CloudWatchClient;
  before(async () => {
    cloudwatch = await startForTest();
    client = cloudwatch.client({ maxAttempts: 1 });
  });
  after(() => cloudwatch.close());
  const describeAlarms = async (input = {}) => client.send(new DescribeAlarmsCommand(input));

  test('an alarm is described as it was put, begins without data and keeps its state over an update', async () => {
    await client.send(new PutMetricAlarmCommand(ALARM));
    const [alarm] = (await describeAlarms({ AlarmNames: ['demo-success'] })).MetricAlarms ?? [];
    assert.partialDeepStrictEqual(alarm, { ...ALARM, StateValue: 'INSUFFICIENT_DATA', ActionsEnabled: true });
    assert.equal(alarm?.AlarmArn, 'arn:aws:cloudwatch:eu-north-1:123456789012:alarm:demo-success');
    await client.send(
      new SetAlarmStateCommand({ AlarmName: 'demo-success', StateValue: 'ALARM', StateReason: 'test' }),
    );
    await client.send(new PutMetricAlarmCommand({ ...ALARM, Threshold: 50 }));
    const [updated] = (await describeAlarms({ StateValue: 'ALARM' })).MetricAlarms ?? [];
    assert.equal(updated?.Threshold, 50);
    assert.equal(updated?.StateReason, 'test');
  });

  test('alarms are found by prefix, page by page, and composite ones only when asked for', async () => {
    for (const suffix of ['a', 'b', 'c'])
      await client.send(new PutMetricAlarmCommand({ ...ALARM, AlarmName: `page-${suffix}` }));
    await client.send(new PutCompositeAlarmCommand({ AlarmName: 'page-all', AlarmRule: 'ALARM("page-a")' }));
    const first = await describeAlarms({ AlarmNamePrefix: 'page-', MaxRecords: 2 });
    const second = await describeAlarms({ AlarmNamePrefix: 'page-', MaxRecords: 2, NextToken: first.NextToken });
    assert.deepEqual([first.MetricAlarms?.length, second.MetricAlarms?.length, second.NextToken], [2, 1, undefined]);
    assert.deepEqual(first.CompositeAlarms, []);
    const composite = await describeAlarms({ AlarmTypes: ['CompositeAlarm'] });
    assert.deepEqual(
      composite.CompositeAlarms?.map(({ AlarmRule }) => AlarmRule),
      ['ALARM("page-a")'],
    );
  });

  test('alarms are deleted together or, with an unknown name among them, not at all', async () => {
    await client.send(new PutMetricAlarmCommand({ ...ALARM, AlarmName: 'doomed' }));
    const some = client.send(new DeleteAlarmsCommand({ AlarmNames: ['doomed', 'unknown'] }));
    await assert.rejects(some, { name: 'ResourceNotFound' });
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['doomed'] }));
    assert.deepEqual((await describeAlarms({ AlarmNames: ['doomed'] })).MetricAlarms, []);
  });

  const refused: [string, Partial<PutMetricAlarmCommandInput>, string][] = [
    ['more datapoints than periods', { DatapointsToAlarm: 4 }, 'ValidationException'],
    ['a window over a day', { EvaluationPeriods: 289, DatapointsToAlarm: 1 }, 'ValidationException'],
    ['a period of 45 seconds', { Period: 45 }, 'InvalidParameterValueException'],
    ['an unknown comparison', { ComparisonOperator: 'Near' as 'LessThanThreshold' }, 'ValidationException'],
    ['an unknown treatment of missing data', { TreatMissingData: 'red' }, 'ValidationException'],
    ['no evaluation periods', { EvaluationPeriods: undefined }, 'MissingRequiredParameterException'],
  ];
  for (const [what, changes, name] of refused) {
    test(`an alarm with ${what} is refused`, async () => {
      await assert.rejects(client.send(new PutMetricAlarmCommand({ ...ALARM, ...changes })), { name });
    });
  }

  test('a dashboard is kept, listed and deleted', async () => {
    const DashboardBody = JSON.stringify({ widgets: [] });
    await client.send(new PutDashboardCommand({ DashboardName: 'Watchpost-demo', DashboardBody }));
    const dashboard = await client.send(new GetDashboardCommand({ DashboardName: 'Watchpost-demo' }));
    assert.equal(dashboard.DashboardBody, DashboardBody);
    assert.equal(dashboard.DashboardArn, 'arn:aws:cloudwatch::123456789012:dashboard/Watchpost-demo');
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({}));
    assert.equal(DashboardEntries?.[0]?.Size, DashboardBody.length);
    await client.send(new DeleteDashboardsCommand({ DashboardNames: ['Watchpost-demo'] }));
    const gone = client.send(new GetDashboardCommand({ DashboardName: 'Watchpost-demo' }));
    await assert.rejects(gone, { name: 'ResourceNotFound' });
  });

  test('a dashboard without widgets or JSON is refused with what is wrong', async () => {
    for (const DashboardBody of ['{}', 'no json']) {
      const put = client.send(new PutDashboardCommand({ DashboardName: 'bad', DashboardBody }));
      await assert.rejects(put, (error: { name: string; dashboardValidationMessages?: unknown[] }) => {
        assert.equal(error.name, 'DashboardInvalidInputError');
        assert.equal(error.dashboardValidationMessages?.length, 1);
        return true;
      });
    }
  });

  test('a mute rule is kept, listed by alarm and deleted', async () => {
    const Rule = { Schedule: { Expression: 'at(2026-12-01T00:00)', Duration: 'PT1H' } };
    const MuteTargets = { AlarmNames: ['demo-success'] };
    await client.send(new PutAlarmMuteRuleCommand({ Name: 'deploy', Rule, MuteTargets }));
    const rule = await client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'deploy' }));
    assert.partialDeepStrictEqual(rule, { Name: 'deploy', Rule, MuteTargets, MuteType: 'ONE_TIME' });
    const list = (AlarmName: string) => client.send(new ListAlarmMuteRulesCommand({ AlarmName }));
    assert.equal((await list('demo-success')).AlarmMuteRuleSummaries?.length, 1);
    assert.equal((await list('other')).AlarmMuteRuleSummaries?.length, 0);
    await client.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'deploy' }));
    assert.equal((await list('demo-success')).AlarmMuteRuleSummaries?.length, 0);
  });
});
