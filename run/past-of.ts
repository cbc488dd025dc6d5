import type { RunRecord } from '#record/run-record.ts';
import { type History, recallHistory } from '#store/history.ts';
import { openStore } from '#store/open-store.ts';
import { quietStore } from '#store/quiet-store.ts';
import { asideSince } from '#store/set-aside.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';

/**
 * What earlier runs have left for this one, and in words what of it could not be used: by whichever process of the run, the
 * files that it has set aside lie there. None of it touches the verdict.
 */
export async function pastOf(
  { startedAt }: Pick<RunRecord, 'startedAt'>,
  target: Pick<Target, 'name' | 'environment'>,
  environment: Environment,
): Promise<{ history: History; notes: string[] }> {
  const failures: string[] = [];
  const store = quietStore(openStore(target, environment), failures);
  const history = await recallHistory(store);
  const aside = await asideSince(store, new Date(startedAt));
  const notes = failures.map((failure) => `what earlier runs have left could not be read: ${failure}`);
  if (aside.length > 0) notes.push(`set aside, because it could not be read: ${aside.join(', ')}`);
  return { history, notes };
}
