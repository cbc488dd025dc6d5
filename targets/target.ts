import type { TargetInput } from './definition/schema.ts';

export type { Account, Allowed, Landmark, SecretName } from './definition/fields.ts';
export type { Condition, DeclaredRequest, RequestStep } from './definition/requests.ts';
export type { Api, Billing, Target, TargetInput } from './definition/schema.ts';

/**
 * Declares what is watched. Checked as a whole when a run starts, together with the overrides of that run, so that all
 * problems are reported at once.
 */
export const defineTarget = (target: TargetInput): TargetInput => target;
