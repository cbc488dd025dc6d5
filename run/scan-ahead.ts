import { mkdir, watch } from 'node:fs/promises';
import { journalFile } from '#record/journal.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { Begun } from './run-checks.ts';
import type { SecretScan } from './secret-scan.ts';
import { unnamedSecrets } from './secrets-of-run.ts';
import { sharedLogin } from './shared-session.ts';

/** What is written as a check ends, and stays as it is; of what is written line by line, the lines do. */
const stays = (file: string) => file.endsWith('-result.json') || file === journalFile;

/**
 * Looks for secrets in the files of a run while its checks still run: the command has nothing else to do then, and the
 * answer is waited for afterwards. What is found, or cannot be read, is met again in the search of the whole; where a token
 * has been exchanged by then, that begins anew.
 *
 * @param over when the checks have run.
 */
export async function scanAhead(
  { settings, folder }: Begun,
  environment: Environment,
  scan: SecretScan,
  over: AbortSignal,
): Promise<void> {
  const { target, runId } = settings;
  const waiting = new Set<string>();
  let secrets: Readonly<Record<string, string>> | undefined;
  await mkdir(folder, { recursive: true });
  for await (const { filename } of watch(folder, { recursive: true, persistent: false, signal: over })) {
    if (!filename || !stays(filename)) continue;
    waiting.add(filename);
    // With one more secret, all would have to be looked through again.
    if (!secrets && target.auth && !(await sharedLogin(runId))) continue;
    secrets ??= { ...knownSecrets(target, environment), ...(await unnamedSecrets(settings)) };
    await scan.inFiles(waiting, secrets);
    waiting.clear();
  }
}
