import type { RollbackRule, Step } from './incident.ts';

/** Steps that many incidents share. */
const ecs = '--region {region} --cluster {ecs-cluster}';

export const lookAtRollout: Step = {
  text: 'a rollout just before?',
  command: `aws ecs list-service-deployments ${ecs} --service {ecs-service} --max-results 2`,
};

export const lookAtTasks: Step = {
  text: 'running against desired',
  command: `aws ecs describe-services ${ecs} --services {ecs-service} --query 'services[0].[runningCount,desiredCount,pendingCount]'`,
};

export const stoppedTasks: Step = {
  text: 'then describe-tasks: why they ended',
  command: `aws ecs list-tasks ${ecs} --service-name {ecs-service} --desired-status STOPPED`,
};

export const newTasks: Step = {
  text: 'fresh tasks, same release',
  command: `aws ecs update-service ${ecs} --service {ecs-service} --force-new-deployment`,
};

export const freshIndex: Step = {
  text: 'invalidate the index alone: hashed assets need none',
  command:
    'aws cloudfront create-invalidation --region us-east-1 --distribution-id {cloudfront-distribution} --paths / /index.html',
};

export const watchIt: Step = { text: 'says whether it holds', command: 'npm run check -- --target {target}' };

/** Looks at a check again without touching anything else. */
export const lookAgain = (check: string): Step => ({
  text: 'only this claim, once more',
  command: `npm run check -- --target {target} --check ${check}`,
});

/** The head of one address, body left out. */
export const headOf = (address: string, text: string): Step => ({
  text,
  command: `curl -sS -m 10 -o /dev/null -D - ${address}`,
});

/** The lines of the API's log around the failure. */
export const logOf = (pattern: string): Step => ({
  text: 'the API log',
  command: `aws logs tail {log-group} --since 30m --region {region} --filter-pattern '${pattern}'`,
});

/** How to go back, by what to go back with. */
export const rollbackSteps: Record<Exclude<RollbackRule['scope'], 'none'>, Step> = {
  api: {
    text: 'the revision before',
    command: `aws ecs update-service ${ecs} --service {ecs-service} --task-definition <family:revision-before>`,
  },
  frontend: {
    text: 'after deploying the build before',
    command: freshIndex.command ?? '',
  },
};
