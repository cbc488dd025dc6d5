import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRecord } from '#record/run-record.ts';
import { exitCodes } from '#record/vocabulary.ts';
import { openStore } from '#store/open-store.ts';
import { recallRuns } from '#store/past-runs.ts';
import { quietStore } from '#store/quiet-store.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { LateStop } from '../late-stop.ts';
import { inOneLine } from '../our-fault.ts';
import { type Ended, runPipeline } from '../pipeline.ts';
import { restingOn } from '../resting-on.ts';
import type { RunningOptions } from '../run-checks.ts';
import { settle } from './settle.ts';
import { tellSettled } from './tell-settled.ts';

export interface ConfirmedOptions extends RunningOptions {
  /** How long after a red run its red checks are looked at again, in ms. */
  confirmAfterMs: number;
}

/**
 * One run of a schedule; where it is red, and was not before, what is red runs again a moment later, as a run of its own in
 * round 2: so it is known before the next tick whether it lasts.
 *
 * @returns the exit code: the first verdict's, unless the second look finds all well.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function runConfirmed(
  environment: Environment,
  { confirmAfterMs, ...options }: ConfirmedOptions,
): Promise<number> {
  const first = await runPipeline(environment, options);
  if (confirmAfterMs === 0 || !first.record || !wantsSecondLook(first)) return first.code;
  const checks = checksOfSecondLook(first.record);
  const stopped = await pause(confirmAfterMs, `red: checks that run again: ${checks.length}`);
  if (stopped !== undefined) return stopped;
  const { runner: _, ...others } = options;
  const second = await runPipeline(secondLook(environment, first.record, checks), others).catch(told);
  if (second && second.code > 128) return second.code;
  const past = await pastRuns(first, environment);
  const settled = settle(first.record, second?.record, past);
  await tellSettled(settled, confirmAfterMs, environment);
  return settled.code;
}

/** Two reds in a row are known already where the look before was red as well; what is announced needs no second look. */
const wantsSecondLook = ({ code, record }: Ended) =>
  code === exitCodes.failed && record?.redAgain === undefined && !record?.maintenance;

const checksOfSecondLook = ({ checks }: RunRecord) => {
  const red = checks.filter(({ outcome, muted }) => outcome === 'fail' && !muted).map(({ id }) => id);
  return [...restingOn(red, checks)];
};

/** It was due at no time of its own, and belongs to the run that it follows. */
const secondLook = (environment: Environment, { id }: RunRecord, checks: readonly string[]): Environment => ({
  ...environment,
  WATCHPOST_RUN_ID: `${id}-2`,
  WATCHPOST_TRIGGER: 'schedule',
  WATCHPOST_ROUND: '2',
  WATCHPOST_CHECKS: checks.join(' '),
  WATCHPOST_LAYERS: undefined,
  WATCHPOST_SEVERITIES: undefined,
  WATCHPOST_SCHEDULED_AT: undefined,
});

/** @returns with what the process ends when it was stopped meanwhile; undefined where it was not. */
async function pause(ms: number, why: string): Promise<number | undefined> {
  const stop = new LateStop(0);
  stop.listen();
  try {
    process.stderr.write(`watchpost: ${why}, in ${ms / 1_000} s\n`);
    await sleep(ms, undefined, { signal: stop.over }).catch(() => undefined);
    return stop.code;
  } finally {
    stop.close();
  }
}

/** The verdict that is known stands whatever goes wrong afterwards. */
function told(error: unknown): undefined {
  process.stderr.write(`watchpost: the second look could not be taken: ${inOneLine(error)}\n`);
}

async function pastRuns({ target }: Ended, environment: Environment) {
  return recallRuns(quietStore(openStore(target, environment)));
}
