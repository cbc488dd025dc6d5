import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cadences } from '#record/vocabulary.ts';
import { problemsOfTemplate } from './infra/problems-of-template.ts';
import { readTemplate } from './infra/read-template.ts';
import { Document } from './readme/document.ts';
import { read, workflowOf } from './workflow/workflow.ts';

const text = read('infra/clock.yml');
const template = readTemplate(text);
const { Resources, Parameters } = template;
const propertiesOf = (name: string) => Resources[name]?.Properties ?? assert.fail(`there is no ${name}`);
const typed = (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type);

describe('the template of the clock', () => {
  test('fits the schemas of its resources, names only what it has, and has nothing that nobody uses', () => {
    assert.deepEqual(problemsOfTemplate(template), []);
    assert.ok(Buffer.byteLength(text) < 51_200, 'CloudFormation takes it as it is');
  });

  const mistakes: [string, string, string][] = [
    ['AWS::Scheduler::ScheduleGroup', 'AWS::Scheduler::Group', 'ScheduleGroup: there is no type AWS::Scheduler::Group'],
    ['SqsManagedSseEnabled', 'SqsManagedSSE', 'MissedStarts: there is no SqsManagedSSE'],
    ['      HttpMethod: POST\n', '', 'GitHubDispatch: HttpMethod is required'],
    ['AuthorizationType: API_KEY', 'AuthorizationType: TOKEN', 'is none of'],
    ['InvocationRateLimitPerSecond: 5', 'InvocationRateLimitPerSecond: many', 'expected a whole number'],
    [
      'Targets:\n        - Id: github\n          Arn',
      'Targets:\n        - Name: github\n          Arn',
      'StartRun.Targets[0]: Id is required',
    ],
    ['!GetAtt MissedStarts.QueueName', '!GetAtt MissedStarts.Name', 'AWS::SQS::Queue has no attribute Name'],
    ['Value: !Ref MissedStarts', 'Value: !Ref Missed', 'there is no Missed'],
    [`s3://\${Store}/`, `s3://\${Stor}/`, 'there is no Stor'],
    ['    Condition: HasAlarmTopic\n', '', 'HasAlarmTopic: nobody uses it'],
    ['Condition: MakesOidcProvider', 'Condition: MakesProvider', 'there is no condition MakesProvider'],
    [
      'Description: When http runs, in UTC.\n',
      'Description: x\n  Another:\n    Type: String\n',
      'Another: nobody uses it',
    ],
  ];
  for (const [right, wrong, problem] of mistakes)
    test(`would be found wrong with ${wrong.trim().replaceAll(/\s+/g, ' ') || `no ${right.trim()}`}`, () => {
      assert.ok(text.includes(right), right);
      const found = problemsOfTemplate(readTemplate(text.replace(right, wrong))).join('\n');
      assert.ok(found.includes(problem), found || 'nothing was found');
    });
});

describe('the schedules of the clock', () => {
  const schedules = typed('AWS::Scheduler::Schedule').map(([, { Properties = {} }]) => Properties);
  const targetOf = (schedule: Record<string, unknown>) => schedule['Target'] as Record<string, Record<string, string>>;
  const requests = schedules.map((schedule) => JSON.parse(targetOf(schedule)['Input']?.['Fn::Sub'] ?? ''));
  const { workflow } = workflowOf('schedule');

  test('ask GitHub for what the workflow takes, one for each cadence, with the time at which it was due', () => {
    const inputs = Object.keys(workflow.on.workflow_dispatch?.inputs ?? {});
    for (const request of requests) {
      assert.deepEqual(Object.keys(request), ['ref', 'inputs']);
      assert.deepEqual(Object.keys(request.inputs).toSorted(), inputs.toSorted());
      assert.equal(request.inputs['scheduled-at'], '<aws.scheduler.scheduled-time>');
    }
    assert.deepEqual(
      requests.map(({ inputs: { cadence } }) => cadence),
      [...cadences],
    );
  });

  test("come in the minutes of GitHub's own, which are those of the target", () => {
    const times = schedules.map(({ ScheduleExpression }) => {
      const { Ref = '' } = ScheduleExpression as { Ref?: string };
      const [, minute, hour] = /^cron\((\S+) (\S+) \* \* \? \*\)$/.exec(String(Parameters[Ref]?.Default)) ?? [];
      return `${minute?.replace(/^(\d+)\//, '$1-59/')} ${hour} * * *`;
    });
    assert.deepEqual(
      times,
      workflow.on.schedule?.map(({ cron }) => cron),
    );
  });

  test('reach the rule, which hands on what they put there and nothing around it', () => {
    const rule = propertiesOf('StartRun') as {
      EventPattern: { source: string[]; 'detail-type': string[] };
      Targets: unknown[];
    };
    for (const schedule of schedules) {
      const { Source, DetailType } = targetOf(schedule)['EventBridgeParameters'] ?? {};
      assert.deepEqual([rule.EventPattern.source, rule.EventPattern['detail-type']], [[Source], [DetailType]]);
    }
    assert.partialDeepStrictEqual(rule.Targets, [{ InputPath: '$.detail' }]);
    assert.equal(Parameters['GitHubToken']?.NoEcho, true);
    assert.equal(text.match(/\$\{GitHubToken\}/g)?.length, 1, 'it stands in the connection alone');
  });
});

describe('what a run may do', () => {
  interface Statement {
    Action: string | string[];
    Resource: unknown;
    Condition?: unknown;
    Effect: string;
  }
  const policies = propertiesOf('RunRole')['Policies'] as {
    PolicyName: string;
    PolicyDocument: { Statement: Statement[] };
  }[];
  const statementsOf = (name: string) =>
    policies.find(({ PolicyName }) => PolicyName === name)?.PolicyDocument.Statement;
  const block = (page: string, at: number) => JSON.parse(new Document(`docs/${page}.md`).codeBlocks('json')[at] ?? '');

  test('is what the pages say, and nothing else', () => {
    const namespace = (value: unknown) => ({ StringEquals: { 'cloudwatch:namespace': value } });
    const [put, get] = block('metrics', 0);
    assert.deepEqual(statementsOf('metrics'), [{ ...put, Condition: namespace({ Ref: 'Namespace' }) }, get]);
    assert.deepEqual(put.Condition, namespace(Parameters['Namespace']?.Default));
    const { Resource: _, ...store } = block('workflows', 0);
    const Resource = [{ 'Fn::GetAtt': ['Store', 'Arn'] }, { 'Fn::Sub': `\${Store.Arn}/watchpost/*` }];
    assert.deepEqual(statementsOf('store'), [{ ...store, Resource }]);
    assert.equal(policies.length, 2);
  });

  test('is allowed to jobs of the branch and of the environment alone, by either form of their subject', () => {
    const { Statement } = propertiesOf('RunRole')['AssumeRolePolicyDocument'] as {
      Statement: [{ Condition: unknown }];
    };
    const said = JSON.stringify(Statement[0].Condition);
    for (const subject of [
      `repo:\${GitHubOwner}/\${GitHubRepository}:ref:refs/heads/\${GitHubBranch}`,
      `repo:\${GitHubOwner}@\${GitHubOwnerId}/\${GitHubRepository}@\${GitHubRepositoryId}:ref:refs/heads/\${GitHubBranch}`,
      `repo:\${GitHubOwner}/\${GitHubRepository}:environment:\${GitHubEnvironment}`,
      `repo:\${GitHubOwner}@\${GitHubOwnerId}/\${GitHubRepository}@\${GitHubRepositoryId}:environment:\${GitHubEnvironment}`,
    ])
      assert.ok(said.includes(JSON.stringify(subject)), subject);
    assert.doesNotMatch(said, /StringLike|\*/);
  });

  test('holds a store that is private, and forgets in it what the page says', () => {
    const [{ Expiration, Filter, ...rule }] = block('workflows', 1).Rules;
    const { Rules } = propertiesOf('Store')['LifecycleConfiguration'] as { Rules: [{ Id: string; Prefix: string }] };
    assert.deepEqual(Rules, [
      { Id: rule.ID, Status: rule.Status, Prefix: 'watchpost/', ExpirationInDays: Expiration.Days },
    ]);
    assert.ok(Filter.Prefix.endsWith('/'));
    assert.deepEqual(Object.values(propertiesOf('Store')['PublicAccessBlockConfiguration'] as object), [
      true,
      true,
      true,
      true,
    ]);
  });
});
