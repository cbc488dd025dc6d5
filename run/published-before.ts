import { recallPublishedRuns } from '#cloudwatch/recall-runs.ts';
import type { PastRun } from '#store/past-runs.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { attempt } from './our-fault.ts';

/** What CloudWatch has of the half hour before an instant, where the target publishes. That it cannot be read is told. */
export async function publishedBefore(
  target: Target,
  until: string,
  environment: Environment,
  tell: (line: string) => void = () => undefined,
): Promise<PastRun[]> {
  if (target.metrics.publish === 'off') return [];
  const faults: string[] = [];
  const recall = () => recallPublishedRuns(target, new Date(until), environment);
  const runs = await attempt(faults, 'what CloudWatch has of the time before could not be read', recall, []);
  for (const fault of faults) tell(fault);
  if (runs.length > 0)
    tell(`no earlier run is in the store; runs that CloudWatch has of the half hour before: ${runs.length}`);
  return runs;
}
