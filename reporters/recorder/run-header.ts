import { join } from 'node:path';
import process from 'node:process';
import type { RunHeader } from '#record/run-record.ts';
import { maintenanceAt } from '#targets/definition/maintenance-at.ts';
import type { Settings } from '#targets/definition/settings.ts';
import packageFile from '../../package.json' with { type: 'json' };

/**
 * What is known of a run before its first check.
 *
 * @param milder how many claims were left out for nothing but their severity.
 */
export function headerOf(settings: Settings, startedAt: Date, milder = 0): RunHeader {
  const { target, targetName, trigger, tiers, cadence, runId, location, scheduledAt, round, reports } = settings;
  const maintenance = maintenanceAt(target.maintenance, startedAt);
  return {
    id: runId,
    target: target.name,
    ...(targetName !== target.name && { targetFile: targetName }),
    environment: target.environment,
    trigger,
    tiers,
    ...(cadence && { cadence }),
    folder: `${join(reports, runId)}/`,
    location,
    ...(scheduledAt && { scheduledAt }),
    round,
    ...(milder > 0 && { milder }),
    ...(maintenance && { maintenance }),
    startedAt: startedAt.toISOString(),
    versions: { suite: packageFile.version, node: process.version, browser: 'not started' },
  };
}
