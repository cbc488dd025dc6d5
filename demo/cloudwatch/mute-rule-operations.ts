import { CloudWatchError, missing } from './cloudwatch-error.ts';
import type { Operations } from './operation.ts';
import { paginate } from './page-token.ts';

interface MuteRule {
  Name: string;
  AlarmMuteRuleArn: string;
  Status: 'SCHEDULED';
  MuteType: string;
  LastUpdatedTimestamp: number;
  MuteTargets?: { AlarmNames?: string[] };
  [member: string]: unknown;
}

interface MuteRuleInput {
  Name?: string;
  Rule?: { Schedule?: { Expression?: string; Duration?: string; Timezone?: string } };
  MuteTargets?: { AlarmNames?: string[] };
  Tags?: unknown;
}

/**
 * Alarm mute rules kept in memory, by SDK types `PutAlarmMuteRuleInput`, `GetAlarmMuteRuleOutput` and
 * `AlarmMuteRuleSummary`. Schedules are not evaluated: every rule is `SCHEDULED`.
 */
export function muteRuleOperations(arn: (resource: string) => string, now: () => number): Operations {
  const rules = new Map<string, MuteRule>();
  return {
    PutAlarmMuteRule({ Tags: _tags, ...input }: MuteRuleInput) {
      const { Name } = input;
      const schedule = input.Rule?.Schedule;
      if (!Name) throw missing('Name');
      if (!schedule?.Expression) throw missing('Rule.Schedule.Expression');
      if (!schedule.Duration) throw missing('Rule.Schedule.Duration');
      rules.set(Name, {
        ...input,
        Name,
        AlarmMuteRuleArn: arn(`alarm-mute-rule:${Name}`),
        Status: 'SCHEDULED',
        MuteType: schedule.Expression.startsWith('at(') ? 'ONE_TIME' : 'RECURRING',
        LastUpdatedTimestamp: now() / 1000,
      });
    },
    GetAlarmMuteRule({ AlarmMuteRuleName = '' }: { AlarmMuteRuleName?: string }) {
      const rule = rules.get(AlarmMuteRuleName);
      if (!rule) throw new CloudWatchError('ResourceNotFound', `Alarm mute rule ${AlarmMuteRuleName} does not exist`);
      return rule;
    },
    ListAlarmMuteRules(input: { AlarmName?: string; MaxRecords?: number; NextToken?: string }) {
      const { AlarmName, MaxRecords = 50, NextToken } = input;
      const found = [...rules.values()].filter(
        ({ MuteTargets }) => AlarmName === undefined || MuteTargets?.AlarmNames?.includes(AlarmName),
      );
      const { page, ...next } = paginate(found, MaxRecords, NextToken);
      const toSummary = ({ AlarmMuteRuleArn, Status, MuteType, LastUpdatedTimestamp }: MuteRule) => ({
        AlarmMuteRuleArn,
        Status,
        MuteType,
        LastUpdatedTimestamp,
      });
      return { AlarmMuteRuleSummaries: page.map(toSummary), ...next };
    },
    DeleteAlarmMuteRule({ AlarmMuteRuleName = '' }: { AlarmMuteRuleName?: string }) {
      rules.delete(AlarmMuteRuleName);
    },
  };
}
