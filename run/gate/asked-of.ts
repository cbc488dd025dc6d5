import type { Environment } from '#targets/definition/secrets.ts';
import type { Round } from './decision.ts';

/** What one look of a gate is asked, in the variables of a run. Pure. */
export function askedOf(kind: Round['kind'], round: number, environment: Environment): Environment {
  const { WATCHPOST_RELEASE: _, WATCHPOST_RUN_ID: __, ...others } = environment;
  return {
    ...others,
    WATCHPOST_TRIGGER: 'deploy',
    WATCHPOST_ROUND: String(round),
    ...(kind === 'critical' && {
      WATCHPOST_TIERS: 'http',
      WATCHPOST_SEVERITIES: 'P0 P1',
      WATCHPOST_ASK_AGAIN: 'true',
    }),
  };
}
