import { ownerOfRun } from '#fixtures/runtime/run-temp-dir.ts';
import type { OwnChecks } from '#targets/definition/own-checks.ts';
import type { Settings } from '#targets/definition/settings.ts';

/** What a command has found out and its runner is to know, as variables. */
export const toldToRunner = (settings: Settings, account: string, ownChecks: OwnChecks) => ({
  WATCHPOST_RUN_ID: settings.runId,
  WATCHPOST_OWNER: ownerOfRun(),
  WATCHPOST_REPORTS: settings.reports,
  WATCHPOST_ACCOUNT: account,
  WATCHPOST_TIERS: settings.tiers.join(' '),
  WATCHPOST_OWN_CHECKS: JSON.stringify(ownChecks),
});
