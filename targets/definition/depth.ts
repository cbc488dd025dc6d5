import type { ConfigProblem } from './problem.ts';
import type { Target } from './schema.ts';

/** How far a run goes with money, the shallowest first: not at all, looking only, paying through the API, paying on the hosted page. */
export const depths = ['off', 'audit', 'api', 'hosted'] as const;
export type Depth = (typeof depths)[number];

/**
 * Takes a target's billing down to a depth for one run. Deeper than the target allows is a problem, but not for a
 * schedule: one cadence serves every target, and goes as deep as each allows.
 */
export function limitDepth(target: Target, depth: Depth, trigger: string): ConfigProblem[] {
  const { mode } = target.billing;
  if (depths.indexOf(depth) <= depths.indexOf(mode)) {
    target.billing.mode = depth;
    return [];
  }
  if (trigger === 'schedule') return [];
  const expected = `at most "${mode}", which is what the target allows`;
  return [
    { where: '--depth', found: `"${depth}"`, expected, remedy: 'choose less, or change billing.mode of the target' },
  ];
}
