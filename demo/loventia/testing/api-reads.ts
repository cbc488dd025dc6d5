import type { VitalSigns } from './health-snapshot.ts';

/** Every sign that asks the API and needs no session. */
export const apiReads = (what: string): VitalSigns => ({
  health: what,
  ready: what,
  discover: what,
  steady: what,
  clock: what,
  login: what,
  wrongPassword: what,
  preflight: what,
  webhook: what,
  webhookCanonical: what,
  webhookUnsigned: what,
});
