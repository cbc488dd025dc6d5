import type { Round } from './decision.ts';
import type { ComponentState } from './fence.ts';

/**
 * A look without what the deploy was to bring about: where a release of before was asked for, and has come, that it is served
 * again is no fault of it. Pure.
 */
export function withoutMeant<R extends Round>(round: R, components: readonly ComponentState[]): R {
  const asked = components.flatMap(({ expected, release, state }) => (expected && state === 'arrived' ? release : []));
  const meant = round.record.checks.filter(
    ({ failure }) => failure?.code === 'release-older' && asked.includes(failure.facts.release),
  );
  if (meant.length === 0) return round;
  const causes = round.causes.filter(({ checks: [lead] }) => !meant.some(({ id }) => id === lead));
  return { ...round, causes };
}
