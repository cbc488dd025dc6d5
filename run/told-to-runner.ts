import { ownerOfRun } from '#fixtures/runtime/run-temp-dir.ts';
import { tiers } from '#record/vocabulary.ts';
import { handOn } from '#targets/definition/handed-settings.ts';
import type { OwnChecks } from '#targets/definition/own-checks.ts';
import type { Settings } from '#targets/definition/settings.ts';
import type { Runner } from './runner.ts';

/**
 * What a command has found out and its runner is to know, as variables.
 *
 * @param account the probe user that the run was given, by its number; `none` where none was free.
 * @param ownChecks those that this runner is to load.
 */
export function toldToRunner(settings: Settings, account: string, ownChecks: OwnChecks, { pid }: Pick<Runner, 'pid'>) {
  const { runId, reports } = settings;
  const given = {
    account: account === 'none' ? undefined : Number(account),
    knowsAllChecks: settings.tiers.length === tiers.length,
  };
  return {
    WATCHPOST_RUN_ID: runId,
    WATCHPOST_OWNER: ownerOfRun(),
    WATCHPOST_REPORTS: reports,
    WATCHPOST_ACCOUNT: account,
    WATCHPOST_TIERS: settings.tiers.join(' '),
    WATCHPOST_OWN_CHECKS: JSON.stringify(ownChecks),
    ...handOn({ ...settings, ...given }, pid),
  };
}
