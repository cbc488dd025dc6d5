import type { OwnChecks } from './own-checks.ts';
import type { Environment } from './secrets.ts';

/** The tiers that a run was asked for; undefined where it was told none, which stands for all. */
export const tiersOf = (environment: Environment): string[] | undefined =>
  environment['WATCHPOST_TIERS']?.match(/[^\s,]+/g) ?? undefined;

/** A team's own checks, as the runner was told them. */
export const toldOwnChecks = (environment: Environment): OwnChecks =>
  JSON.parse(environment['WATCHPOST_OWN_CHECKS'] ?? '{"checks":[],"specs":[]}');

/** Whether a run was asked for requests alone; a team's own checks may open pages all the same. */
export const asksForHttpAlone = (environment: Environment): boolean => tiersOf(environment)?.join() === 'http';

/** Whether a run makes requests alone, by checks of ours: none of its processes has to know how a page is opened. */
export function makesRequestsAlone(environment: Environment): boolean {
  const { checks, specs } = toldOwnChecks(environment);
  return asksForHttpAlone(environment) && checks.length + specs.length === 0;
}
