import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parsedJson } from '#record/parsed-json.ts';
import { readRecord } from '#record/read-record.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { GateOptions } from '#run/gate/gate-options.ts';
import { ConfigError, type ConfigProblem, unknownWord } from '#targets/definition/problem.ts';
import { durationMs } from './duration.ts';
import { listed } from './repeatable.ts';

/** The flags that `gate` has beside those of every run. */
export interface GateFlags {
  release?: string[];
  fenceTimeout: string;
  rounds: string;
  bake: string;
  baseline?: string;
  deployedAt?: string;
  migration?: boolean;
  rollback?: boolean;
  mode?: string;
  onInconclusive?: string;
  skip?: string;
  json?: boolean;
}

/** Adds them to the command. */
export function addGateOptions(command: Command): Command {
  return command
    .option('--release <host=release>', 'what was deployed, such as api=4f2c9d1; repeatable', listed)
    .option('--fence-timeout <duration>', 'after so long a release that has not come is given up', '10m')
    .option('--rounds <count>', 'how often everything is looked at', '3')
    .option('--bake <duration>', 'over how long the rounds are spread', '5m')
    .option('--baseline <file>', 'a run-record.json of before the deploy, in place of the scheduled runs of the store')
    .option('--deployed-at <time>', 'when the deploy began, ISO 8601: later runs say nothing of the time before')
    .option('--migration', 'the deploy migrates data, so that going back may not fit them')
    .option('--rollback', 'the deploy is the way back: judged by whether things are better, never held up')
    .option('--mode <mode>', 'observe or block (default: what the target says)')
    .option('--on-inconclusive <effect>', 'block or pass, where nothing can be said after a second try')
    .option('--tell', 'tells the people whom the target names what the last look has found')
    .option('--skip <reason>', 'looks at nothing, and writes down why')
    .option('--json', 'prints the answer as JSON (docs/gate.md)');
}

/**
 * What the flags ask for.
 *
 * @throws {ConfigError} with every flag that does not fit.
 */
export async function gateOptionsOf(flags: GateFlags): Promise<GateOptions> {
  const problems: ConfigProblem[] = [];
  const { release = [], baseline, deployedAt, migration = false, rollback = false, skip } = flags;
  const mode = wordOf('--mode', flags.mode, ['observe', 'block'] as const, problems);
  const onInconclusive = wordOf('--on-inconclusive', flags.onInconclusive, ['block', 'pass'] as const, problems);
  const options = {
    releases: release,
    fenceTimeoutMs: durationOf('--fence-timeout', flags.fenceTimeout, problems),
    rounds: Number(flags.rounds),
    bakeMs: durationOf('--bake', flags.bake, problems),
    migration,
    isRollback: rollback,
    ...(mode && { mode }),
    ...(onInconclusive && { onInconclusive }),
    ...(deployedAt !== undefined && { deployedAt: instantOf(deployedAt, problems) }),
    ...(skip !== undefined && { skip: reasonOf(skip, problems) }),
  };
  if (!/^[1-9]\d*$/.test(flags.rounds))
    problems.push(unfit('--rounds', flags.rounds, 'a whole number from 1 up', 'write 3'));
  const record = baseline === undefined ? undefined : await baselineIn(baseline, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...options, ...(record && { baseline: record }) };
}

const unfit = (where: string, found: string, expected: string, remedy: string): ConfigProblem => ({
  where,
  found: `"${found}"`,
  expected,
  remedy,
});

function durationOf(where: string, written: string, problems: ConfigProblem[]): number {
  const ms = durationMs(written);
  if (ms === undefined) problems.push(unfit(where, written, 'a duration such as 30s, 5m or 1h', 'write one'));
  return ms ?? 0;
}

function wordOf<T extends string>(
  where: string,
  written: string | undefined,
  valid: readonly T[],
  problems: ConfigProblem[],
): T | undefined {
  const found = valid.find((one) => one === written);
  if (written !== undefined && !found) problems.push(unknownWord(where, written, valid, 'one of'));
  return found;
}

function instantOf(written: string, problems: ConfigProblem[]): string {
  const at = Date.parse(written);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  problems.push(unfit('--deployed-at', written, 'a time such as 2026-11-21T07:30:00Z', 'write one'));
  return written;
}

/** A word is no reason: whoever reads the record later wants to know why. */
function reasonOf(written: string, problems: ConfigProblem[]): string {
  const reason = written.trim();
  if (reason.length < 10)
    problems.push(unfit('--skip', written, 'a reason of at least 10 letters', 'say why nothing is looked at'));
  return reason;
}

async function baselineIn(file: string, problems: ConfigProblem[]): Promise<RunRecord | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  try {
    if (text !== undefined) return readRecord(parsedJson(text));
  } catch {
    // Told below: what is wrong in detail would say nothing to who named the wrong file.
  }
  problems.push(unfit('--baseline', file, 'the run-record.json of a run', 'name the file in the folder of its report'));
  return undefined;
}
