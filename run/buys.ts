import type { Settings } from '#targets/definition/settings.ts';

/** Whether a run may buy: then it needs a probe user that no other run holds. */
export const buys = ({ target: { billing, auth }, tiers }: Pick<Settings, 'target' | 'tiers'>): boolean =>
  auth !== undefined && tiers.includes('purchase') && (billing.mode === 'api' || billing.mode === 'hosted');
