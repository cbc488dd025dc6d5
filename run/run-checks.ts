import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { warmUp } from '#cloudwatch/client.ts';
import { removeRunTempDir, runTempDir } from '#fixtures/runtime/run-temp-dir.ts';
import { finalizeRecord } from '#record/finalize-record.ts';
import { draftFromJournal, journalFile } from '#record/journal.ts';
import { parsedJson } from '#record/parsed-json.ts';
import { isClosedRecord, type RunRecord } from '#record/run-record.ts';
import { judge, type RunEnding } from '#record/verdict.ts';
import { withNote } from '#record/with-note.ts';
import { draftOf } from '#reporters/recorder/draft-of-run.ts';
import { headerOf } from '#reporters/recorder/run-header.ts';
import type { OwnChecks } from '#targets/definition/own-checks.ts';
import { ConfigError } from '#targets/definition/problem.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { loadSettings, type Settings } from '#targets/definition/settings.ts';
import { leaseAccount } from './lease-account.ts';
import { openEarlierSession } from './open-earlier-session.ts';
import { inOneLine, withFault } from './our-fault.ts';
import { placeProblems } from './place-problems.ts';
import { reportsPlace } from './reports-place.ts';
import { runSweep } from './run-sweep.ts';
import { Runner, type RunnerEnding, type RunnerOptions } from './runner.ts';
import { sweepDeadRuns } from './schedule/sweep-dead-runs.ts';
import { toldToRunner } from './told-to-runner.ts';

/** How long the runner may take to close down after its own deadline, in ms. */
const graceMs = 30_000;

/** A run that has begun. */
export interface Begun {
  settings: Settings;
  /** The run's folder. */
  folder: string;
}

export interface FinishedRun extends Begun {
  record: RunRecord;
}

export interface RunningOptions extends RunnerOptions {
  /** One that boots already, for the same environment and options. */
  runner?: Runner;
  /** What it finds is sent nowhere: what sending takes is not loaded. */
  unpublished?: boolean;
  /** What this process may do while the runner works, until that is over. */
  meanwhile?: (begun: Begun, over: AbortSignal) => Promise<unknown>;
  /** Ends the run before it begins, also while it waits for a probe user; its reason is the signal that came. */
  stop?: AbortSignal;
  /** Called when the runner is gone and no signal is passed on to it any more: from here on the caller takes them. */
  onOver?: () => void;
}

/** The checks could not be run to their end, by a fault of ours: with what is known of them all the same. */
export class RunBroken extends Error {
  override name = 'RunBroken';
  readonly known: FinishedRun;

  constructor(message: string, { known, ...options }: ErrorOptions & { known: FinishedRun }) {
    super(message, options);
    this.known = known;
  }
}

/**
 * Runs the checks in Playwright's runner and hands back the closed record, also when the runner was killed or never
 * started: the record is then completed from the journal.
 *
 * @param environment what the run is told, `WATCHPOST_…` and secrets.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 * @throws {RunBroken} when something of ours failed around the checks.
 */
export async function runChecks(environment: Environment, options: RunningOptions = {}): Promise<FinishedRun> {
  const { runner: booting = new Runner(environment, options), ...others } = options;
  const asked = await readied(environment).catch((error: unknown) => {
    void booting.abandon();
    throw error;
  });
  const { reports, problem } = await reportsPlace(asked);
  const settings = { ...asked, reports };
  const runner = runnerFor(settings, booting, environment, others);
  const folder = join(settings.reports, settings.runId);
  try {
    const record = await withLease(settings, folder, environment, { ...others, runner });
    return { settings, folder, record: problem === undefined ? record : withNote(record, problem) };
  } catch (error) {
    void runner.abandon();
    if (error instanceof ConfigError) {
      cleanUp({ settings });
      throw error;
    }
    const message = `the checks could not be run to their end: ${inOneLine(error)}`;
    const record = await rescued(settings, folder, {}, message);
    throw new RunBroken(message, { cause: error, known: { settings, folder, record } });
  }
}

/** The runner that boots already; where there are specs, another: whether it translates is decided as it starts. */
function runnerFor(
  { ownChecks, target: { network } }: Settings,
  booting: Runner,
  environment: Environment,
  options: RunnerOptions,
): Runner {
  if (ownChecks.specs.length === 0) return booting;
  void booting.abandon();
  const trust = network.caFile && { NODE_EXTRA_CA_CERTS: network.caFile };
  return new Runner({ ...trust, ...environment }, { ...options, translates: true });
}

/** The same, where a run that broke is told, published and kept like any other: what is known of it in place of the throw. */
export function runAsFarAsKnown(environment: Environment, options?: RunningOptions): Promise<FinishedRun> {
  return runChecks(environment, options).catch((error: unknown) => {
    if (error instanceof RunBroken) return error.known;
    throw error;
  });
}

/** Runs them with the probe user that they take. */
async function withLease(
  settings: Settings,
  folder: string,
  environment: Environment,
  { runner, meanwhile, onOver, stop, unpublished = false, ...options }: RunningOptions & { runner: Runner },
): Promise<RunRecord> {
  const left = await sweepDeadRuns(settings, environment);
  const { account, problem, release } = await leaseAccount(settings, environment, stop);
  const run = async (running: Runner, ownChecks: OwnChecks) => {
    const told = toldToRunner(settings, account, ownChecks, running);
    const ending = await running.run(told, settings.deadlineMs + graceMs, onOver);
    return recordOf(settings, folder, { ...environment, ...told }, ending);
  };
  try {
    const ownChecks = await reaching(settings);
    if (stop?.aborted) {
      void runner.abandon();
      return await rescued(settings, folder, { signal: stop.reason });
    }
    const running = run(runner, ownChecks);
    // Loaded while this process waits: the data leave a moment earlier.
    if (settings.target.metrics.publish === 'on' && !unpublished) void warmUp();
    // Whatever it meets is met again when it is needed, and told then.
    void openEarlierSession(settings, account, environment).catch(() => undefined);
    const over = new AbortController();
    meanwhile?.({ settings, folder }, over.signal).catch(() => undefined);
    const record = await running.finally(() => over.abort());
    const noted = [left, problem].flatMap((one) => one ?? []).reduce(withNote, record);
    if (!specsMayNotLoad(settings, record)) return noted;
    return await withoutSpecs(noted, () => run(new Runner(environment, options), { ...settings.ownChecks, specs: [] }));
  } finally {
    await release();
  }
}

/** Specs have to be told how their browser reaches the target. */
async function reaching({ ownChecks, target }: Settings): Promise<OwnChecks> {
  if (ownChecks.specs.length === 0) return ownChecks;
  const { specsInOwnWorld } = await import('#fixtures/browser/specs-in-own-world.ts');
  return specsInOwnWorld(ownChecks, target);
}

/** Nothing was even planned: Playwright runs nothing at all where one file does not load, or a test in it is marked with `only`. */
const specsMayNotLoad = ({ ownChecks }: Settings, { verdict, expected, harness }: RunRecord) =>
  ownChecks.specs.length > 0 && verdict.name === 'inconclusive' && expected.length === 0 && harness.length > 0;

/** The system is watched also where specs cannot be taken: the run says so, and is not green. */
async function withoutSpecs(found: RunRecord, runRest: () => Promise<RunRecord>): Promise<RunRecord> {
  const rest = await runRest().catch((error: unknown) => {
    // Only specs were asked for.
    if (error instanceof ConfigError) return found;
    throw error;
  });
  if (rest.expected.length === 0) return found;
  return withFault(rest, `the specs were left out: ${found.harness.join('; ')}`);
}

/** What was asked, read and judged. */
async function readied(environment: Environment): Promise<Settings> {
  const problems = placeProblems(environment);
  const settings = await loadSettings(environment).catch((error: unknown) => {
    if (!(error instanceof ConfigError)) throw error;
    problems.unshift(...error.problems);
    return undefined;
  });
  if (!settings || problems.length > 0) throw new ConfigError(problems);
  return settings;
}

async function recordOf(
  settings: Settings,
  folder: string,
  environment: Environment,
  ending: RunnerEnding,
): Promise<RunRecord> {
  await throwIfRefused(folder);
  const closed = await closedRecord(folder, ending.record);
  if (closed) return ending.signal || ending.deadline ? { ...closed, verdict: judge(closed, ending) } : closed;
  await undoPurchase(settings, environment);
  return rescued(
    settings,
    folder,
    ending,
    ending.signal ? undefined : `the runner ${ending.exit} before the run was closed`,
  );
}

/** The runner died before it could undo what it bought: the sweep does it. What that fails to do, the next run does. */
async function undoPurchase({ runId }: Settings, environment: Environment): Promise<void> {
  if (!existsSync(join(runTempDir(runId), 'purchase.json'))) return;
  await runSweep('--own', environment);
}

/** Takes away what the workers shared; the last thing a command does. */
export const cleanUp = ({ settings }: Pick<FinishedRun, 'settings'>): void => removeRunTempDir(settings.runId);

async function throwIfRefused(folder: string): Promise<void> {
  const problems = await readFile(join(folder, 'misconfigured.json'), 'utf8').catch(() => undefined);
  if (problems) throw new ConfigError(JSON.parse(problems));
}

/**
 * The record as the recorder closed it; undefined when it did not get that far. What it is made of was checked as it came in,
 * note by note: to refuse the whole for a part of it here would lose an answer.
 */
async function closedRecord(folder: string, said: unknown): Promise<RunRecord | undefined> {
  const text = await readFile(join(folder, 'run-record.json'), 'utf8').catch(() => '{}');
  const record = said ?? parsedJson(text);
  return isClosedRecord(record) ? record : undefined;
}

/** What the journal still knows, closed in the recorder's place. */
async function rescued(settings: Settings, folder: string, ending: RunEnding, fault?: string): Promise<RunRecord> {
  const endedAt = new Date().toISOString();
  const journal = await readFile(join(folder, journalFile), 'utf8').catch(() => '');
  const draft = draftFromJournal(journal, endedAt) ?? draftOf(headerOf(settings, new Date(endedAt)));
  if (fault) draft.harness.push(fault);
  return finalizeRecord(draft, ending);
}
