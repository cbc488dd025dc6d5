import { readdir } from 'node:fs/promises';
import { setInterval } from 'node:timers/promises';
import { journalFile } from '#record/journal.ts';
import { type Environment, knownSecrets } from '#targets/definition/secrets.ts';
import type { Begun } from './run-checks.ts';
import type { SecretScan } from './secret-scan.ts';
import { unnamedSecrets } from './secrets-of-run.ts';
import { sharedLogin } from './shared-session.ts';

/** How often it is seen to what has come, in ms: to watch the folder costs a look at all of it for each file. */
const everyMs = 300;
/** What is written as a check ends, and stays as it is. */
const staysAsItIs = (file: string) => file.endsWith('-result.json');

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
  const looked = new Set<string>();
  let secrets: Readonly<Record<string, string>> | undefined;
  for await (const _ of setInterval(everyMs, undefined, { signal: over, ref: false })) {
    // With one more secret, all would have to be looked through again.
    if (!secrets && target.auth && !(await sharedLogin(runId))) continue;
    secrets ??= { ...knownSecrets(target, environment), ...(await unnamedSecrets(settings)) };
    // The journal grows line by line, and its lines stay.
    const written = await readdir(folder, { recursive: true }).catch(() => []);
    const files = written.filter((file) => file === journalFile || (staysAsItIs(file) && !looked.has(file)));
    await scan.inFiles(files, secrets);
    for (const file of files) looked.add(file);
  }
}
