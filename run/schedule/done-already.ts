import type { Cadence } from '#record/vocabulary.ts';
import { recallCadence } from '#store/cadence-runs.ts';
import { openStore } from '#store/open-store.ts';
import { quietStore } from '#store/quiet-store.ts';
import { everyMs } from '#targets/definition/cadence.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings } from '#targets/definition/settings.ts';

/**
 * Whether the schedule's other clock has just done what this run is for. A store that cannot be read knows of nothing:
 * a run too many is better than none.
 *
 * @returns in words what has run and when; undefined where this run is needed.
 * @throws {ConfigError} when it cannot be understood what is to run.
 */
export async function doneAlready(
  cadence: Cadence,
  environment: Environment,
  now = new Date(),
): Promise<string | undefined> {
  const { target } = await loadSettings(environment);
  const completed = await recallCadence(quietStore(openStore(target, environment)), cadence);
  if (!completed) return undefined;
  const { every } = target.schedule[cadence];
  const agoMs = now.getTime() - completed.getTime();
  if (agoMs < 0 || agoMs >= everyMs(every)) return undefined;
  return `nothing to do: ${cadence} is due every ${every}, and a run of it ended ${Math.round(agoMs / 1_000)} s ago`;
}
