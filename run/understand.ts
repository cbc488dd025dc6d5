import { mayHaveCauses, withoutCauses } from '#diagnosis/calm.ts';
import { createRedactor } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { withNote } from '#record/with-note.ts';
import { type Answer, answerOf } from '#reporters/model.ts';
import type { History } from '#store/history.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import { historyContextOf } from './history-context.ts';
import { markScanned } from './mark-scanned.ts';
import { blameOfflineRunner } from './offline-runner.ts';
import { attempt, withFault } from './our-fault.ts';
import { pastOf } from './past-of.ts';
import type { FinishedRun } from './run-checks.ts';
import { withRedAgain } from './schedule/with-red-again.ts';
import { searchAppLog } from './search-app-log.ts';
import { SecretScan } from './secret-scan.ts';
import { unnamedSecrets } from './secrets-of-run.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What a run means, with what it was compared with. */
export interface Understood {
  record: RunRecord;
  answer: Answer;
  /** What the runs before have left. */
  history: History;
}

/**
 * Finds out what a run means: takes leaked secrets away, recalls the runs before, diagnoses, and once more where the
 * app's log brought something new. What fails in this leaves the run inconclusive, and the answer as far as it is known.
 *
 * @param scan one that may have begun while the checks ran.
 */
export async function understand(
  { record: checked, settings, folder }: FinishedRun,
  environment: Environment,
  until?: AbortSignal,
  scan: SecretScan = new SecretScan(folder),
): Promise<Understood> {
  const { target } = settings;
  const faults: string[] = [];
  const unnamed = await attempt(faults, 'the tokens of the run are not known', () => unnamedSecrets(settings), {});
  const secrets = { ...knownSecrets(target, environment), ...unnamed };
  const search = () => withoutSecrets(checked, scan, secrets);
  const clean = await attempt(faults, 'the files of the run could not be searched for secrets', search, checked);
  if (faults.length === 0) await markScanned(folder);
  const { history, notes } = await pastOf(clean, target, environment);
  const reached = await blameOfflineRunner(clean, target);
  const seen = notes.reduce(withNote, faults.reduce(withFault, reached));
  const before = historyContextOf(history, seen);
  const diagnoseRun = mayHaveCauses(seen) ? (await import('#checks/catalogue.ts')).diagnoseRun : withoutCauses;
  const first = diagnoseRun(seen, target, before);
  const asking = { diagnosis: first, environment, redact: createRedactor(secrets) };
  const searched = await unlessStopped(searchAppLog(seen, target, asking), seen, until);
  const record = withRedAgain(searched, history.claims);
  const isNews = record.checks.some(({ failure }, at) => failure !== seen.checks[at]?.failure);
  const diagnosis = isNews ? diagnoseRun(record, target, before) : first;
  return { record, answer: answerOf({ record, diagnosis, target, before }), history };
}

/** What is not known in time is not waited for once the process is to end. */
function unlessStopped<T>(looking: Promise<T>, otherwise: T, until: AbortSignal | undefined): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  if (until?.aborted) resolve(otherwise);
  until?.addEventListener('abort', () => resolve(otherwise), { once: true });
  return Promise.race([looking, promise]);
}
