import process from 'node:process';
import type { RunRecord } from '#record/run-record.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { incidentsAhead } from './incidents-ahead.ts';
import { lastWord } from './last-word.ts';
import { LateStop } from './late-stop.ts';
import { type Begun, cleanUp, type RunningOptions, runAsFarAsKnown } from './run-checks.ts';
import type { SecretScan } from './secret-scan.ts';

/** A run that is over. */
export interface Ended {
  /** That of a signal (130, 143) where one came while the run was ended. */
  code: number;
  target: Target;
  /** As it was kept; absent where the ending itself broke. */
  record?: RunRecord;
}

/**
 * One run, from its checks to its exit code: run the checks, find out what they mean, tell, publish, keep, and tell what is
 * known only then. Telling comes before anything that leaves this process or is written, so that neither a full disk nor
 * a dead CloudWatch can silence the answer; and none of it changes what the checks found.
 *
 * @returns what goes wrong around the checks as 3, with a line that says so and the answer as far as it is known; 1 is left
 * to the target.
 * @throws {ConfigError} when nothing has run because it could not be understood.
 */
export async function runPipeline(environment: Environment, options: RunningOptions = {}): Promise<Ended> {
  const stop = new LateStop();
  const onOver = () => stop.listen();
  let scan: SecretScan | undefined;
  const meanwhile = async (begun: Begun, over: AbortSignal) => {
    const { SecretScan, scanAhead } = await ending();
    scan = new SecretScan(begun.folder);
    await Promise.all([scanAhead(begun, environment, scan, over), incidentsAhead(begun, over)]);
  };
  const run = await runAsFarAsKnown(environment, { ...options, meanwhile, onOver });
  const { settings, folder } = run;
  const { target } = settings;
  try {
    const { understand, tellAll, tellPeople, publishRun, openStore, keep } = await ending();
    const { record: understood, answer, history } = await understand(run, environment, stop.over, scan);
    for (const note of understood.notes ?? []) process.stderr.write(`watchpost: ${note}\n`);
    const told = {
      record: understood,
      answer,
      folder,
      environment,
      json: options.json ?? false,
      debug: settings.debug,
    };
    await tellAll('at once', told);
    const record = await tellPeople({ record: understood, answer }, { settings, environment, until: stop.over });
    const store = openStore(target, environment);
    const publish = await publishRun(record, target, { store, environment, until: stop.over });
    const kept = await keep({ ...record, publish }, history, run, environment);
    await tellAll('at the end', { ...told, record: kept });
    return { code: stop.code ?? kept.verdict.code, target, record: kept };
  } catch (error) {
    return { code: lastWord(run.record, error), target };
  } finally {
    stop.close();
    cleanUp(run);
  }
}

const ending = () => import('./ending.ts');
