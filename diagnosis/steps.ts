import type { RollbackRule, Step } from './incident.ts';

// Steps that many incidents share. What each may show stands with it; an incident that knows more says it in its place.

/** Where a command of ECS finds the service: its region and its cluster. */
export const ecs = '--region {region} --cluster {ecs-cluster}';

export const lookAtRollout: Step = {
  does: 'look-for-rollout',
  text: 'a rollout just before?',
  elsewhere: { text: 'a rollout just before? Look where releases are shown: the deploy tool, its log' },
  command: `aws ecs list-service-deployments ${ecs} --service {ecs-service} --max-results 2`,
  expect: 'one finished shortly before the first red run -> roll it back; none -> it is not the release',
};

export const lookAtTasks: Step = {
  text: 'running against desired',
  elsewhere: {
    text: 'does every instance run, and how long already?',
    expect: 'all, for long -> it is what they wait for; fewer, or just started -> see why they stop',
  },
  command: `aws ecs describe-services ${ecs} --services {ecs-service} --query 'services[0].[runningCount,desiredCount,pendingCount]'`,
  expect: 'running = desired -> the tasks stand, it is what they wait for; fewer -> see why they stop',
};

export const stoppedTasks: Step = {
  text: 'why the last tasks stopped',
  elsewhere: {
    text: 'does it run, and why did it last end: the log of what starts it (systemd, docker, the hoster)',
    expect: 'killed, or exit code 137 -> memory; it does not start -> the message says why; it runs -> its log',
  },
  command: `aws ecs describe-tasks ${ecs} --tasks $(aws ecs list-tasks ${ecs} --service-name {ecs-service} --desired-status STOPPED --query taskArns --output text) --query 'tasks[].[stoppedAt,stoppedReason,containers[0].exitCode]'`,
  expect:
    'exit code 137 -> memory; CannotPullContainer -> the image; ResourceInitializationError -> a secret; no task -> the app answers so: its log',
};

export const newTasks: Step = {
  does: 'fresh-tasks',
  text: 'fresh tasks, same release',
  elsewhere: { text: 'restart what serves it, same release' },
  command: `aws ecs update-service ${ecs} --service {ecs-service} --force-new-deployment`,
  expect: 'green within 5 min -> it was the tasks; the same again -> it is what they run or wait for',
};

export const freshIndex: Step = {
  does: 'fresh-index',
  text: 'invalidate the index alone: hashed assets need none',
  elsewhere: { text: 'take the pages out of what may keep them: a CDN, a proxy, a service worker' },
  command:
    'aws cloudfront create-invalidation --region us-east-1 --distribution-id {cloudfront-distribution} --paths / /index.html',
  expect: 'the new index at once after 1 to 2 min; still the old one -> it is what lies in the bucket',
};

export const watchIt: Step = {
  text: 'says whether it holds',
  command: 'npm run check -- --target {target}',
  expect: 'OK -> it is over; the same cause -> the next step',
};

/** Looks at a check again without touching anything else. */
export const lookAgain = (check: string): Step => ({
  text: 'only this claim, once more',
  command: `npm run check -- --target {target} --check ${check}`,
  expect: 'OK -> it has passed; red again -> it lasts: the next step',
});

/**
 * The head of one address, body left out.
 *
 * @param expect what it may show, and where that leads.
 */
export const headOf = (
  address: string,
  text: string,
  expect = 'below 400 -> it has passed, look again; an error -> server, via and x-cache say who answers so',
): Step => ({
  text,
  command: `curl -sSL -m 10 -o /dev/null -D - ${address}`,
  expect,
});

/**
 * The lines of the API's log around the failure.
 *
 * @param expect what they may show, and where that leads.
 */
export const logOf = (
  pattern: string,
  expect = 'an error -> its first line says where; no line -> the request never came to the app',
): Step => ({
  does: 'read-log',
  text: 'the API log',
  elsewhere: { text: `the API log, for ${pattern.replaceAll(/[?"]/g, '').replaceAll(' ', ', ')}` },
  command: `aws logs tail {log-group} --since 30m --region {region} --filter-pattern '${pattern}'`,
  expect,
});

/**
 * The alarms that watch from inside what no probe sees: hosts, load, CPU and memory.
 *
 * @param expect what they may show, and where that leads.
 */
export const alarmsNow = (expect: string): Step => ({
  does: 'alarms-now',
  text: 'alarms of the system that are on: CPU, memory, hosts',
  elsewhere: { text: 'CPU, memory and disk of what serves it' },
  command:
    "aws cloudwatch describe-alarms --region {region} --alarm-name-prefix {alarms} --state-value ALARM --query 'MetricAlarms[].[AlarmName,StateReason]' --output text",
  expect,
});

/** How to go back, by what to go back with. */
export const rollbackSteps: Record<Exclude<RollbackRule['scope'], 'none'>, Step> = {
  api: {
    does: 'release-before',
    goesBack: 'api',
    text: 'the revision before',
    elsewhere: { text: 'deploy the release before' },
    command: `aws ecs update-service ${ecs} --service {ecs-service} --task-definition <family:revision-before>`,
    expect: 'green within 5 min -> stay there; still red -> it was not the release',
  },
  frontend: {
    does: 'build-before',
    goesBack: 'frontend',
    text: 'after deploying the build before',
    elsewhere: { text: 'deploy the build before' },
    command: freshIndex.command ?? '',
    expect: 'the index names the assets of the build before, and green -> stay there; still red -> not the release',
  },
};
