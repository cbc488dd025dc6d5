import type { Incident, Step } from '#diagnosis/incident.ts';
import { ecs, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

const whoAnswers = (expect: string): Step => ({
  text: 'who answers, and with what',
  command: 'curl -sS -m 10 -i {api}{health}',
  expect,
});

/** A liveness answer that is well in itself, and not what it should be. */
export const identityIncidents: readonly Incident[] = [
  {
    id: 'wrong-service',
    title: 'Another service answers where this one should',
    brief: 'another service answers there',
    together: 'The liveness answer does not say which service it is',
    severity: 'P0',
    affected: 'everyone: {behind-api}, because requests go to another service',
    symptoms: ['404 on routes that exist', 'a health check that is green, of something else'],
    signs: [
      // A deploy of another image and a listener that leads elsewhere look the same from outside.
      { check: 'api/health', codes: ['service-other'], vague: true },
      { check: 'api/health', codes: ['service-untold'], vague: true },
    ],
    firstChecks: ['Was a listener, a target group or the name changed?', 'Did a deploy put another image there?'],
    steps: [
      {
        text: 'which image the service runs',
        command: `aws ecs describe-services ${ecs} --services {ecs-service} --query 'services[0].[taskDefinition,loadBalancers[0].targetGroupArn]'`,
        expect: 'another family or revision than it should be -> Do 2; the right one -> Do 3',
      },
      rollbackSteps.api,
      {
        text: 'where the load balancer leads',
        command:
          "aws elbv2 describe-listeners --region {region} --load-balancer-arn <load-balancer> --query 'Listeners[].[Port,DefaultActions[0].TargetGroupArn]'",
        expect: 'another target group -> put it back; the right one -> the name: whose address is it?',
      },
      {
        text: 'neither the image nor the listener; the name leads elsewhere',
        expect: 'it resolves to another balancer -> put the record back; to ours -> a proxy in between',
        afterMinutes: 10,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'another image comes with a rollout; a listener or a name is put back by itself' },
    disambiguate: whoAnswers('fields of another service -> 1; ours, less the name -> 2'),
  },
  {
    id: 'contract-broken',
    title: 'The liveness answer lacks what it promises',
    brief: 'the answer has lost a field',
    severity: 'P2',
    affected: 'who reads it: deploy gates, dashboards and this monitor; calls of others are served',
    symptoms: ['deploys that wait for a version', 'dashboards without one'],
    signs: [
      { check: 'api/health', codes: ['field-missing'] },
      { check: 'api/health', codes: ['service-untold'], vague: true },
    ],
    firstChecks: ['Did a deploy come just before?', 'Is a variable that it is filled from gone?'],
    steps: [
      whoAnswers('ours, without the field -> Do 2; another service -> its listener or image'),
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> a setting' },
      rollbackSteps.api,
      {
        text: 'no rollout; the variable that the field is filled from',
        command: `aws ecs describe-task-definition --region {region} --task-definition {ecs-service} --query 'taskDefinition.containerDefinitions[0].environment'`,
        expect: 'it is not there -> put it back and roll out; it is -> the code of the route',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'what the route answers comes with a release or its settings' },
  },
  {
    id: 'stale-health',
    title: 'The liveness answer is an old one: likely something in between keeps it',
    severity: 'P1',
    affected: 'nobody for sure: whether the API lives cannot be told from an answer of old',
    symptoms: ['a health check that stays green whatever happens', 'age or x-cache in its headers'],
    signs: [{ check: 'api/health', codes: ['answer-stale'], outcome: 'any', vague: true }],
    firstChecks: ['Does a CDN or a proxy cache the route?', 'Does the app answer from a value that it keeps?'],
    steps: [
      whoAnswers('age, x-cache or via -> take the route out of that cache; none -> Do 2'),
      { ...lookAtRollout, expect: 'one finished shortly before the first red run -> Do 3; none -> its clock' },
      rollbackSteps.api,
      {
        text: 'no cache, no release; the clock of the task, or a timer of the app that has stopped',
        expect: 'two requests name the same time -> the app has stopped: new tasks; two times -> its clock',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When the cache expires, until it is filled again.',
    rollback: { scope: 'api', why: 'an answer that is kept comes with a release or a rule of a cache' },
  },
];
