import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { journalFile } from '#record/journal.ts';
import type { Begun } from './run-checks.ts';

/** How often it is seen to what has been found, in ms. */
const everyMs = 300;

/** As a check is written that says of something that it is wrong. */
const broken = /"outcome":"(?:fail|degraded)"|"notRun":"misconfigured"/;

/**
 * Loads what is known of incidents once a check has said that something is wrong: the answer is waited for then, and a run in
 * which all is well does without.
 *
 * @param over when the checks have run.
 */
export async function incidentsAhead({ folder }: Pick<Begun, 'folder'>, over: AbortSignal): Promise<void> {
  for await (const _ of setInterval(everyMs, undefined, { signal: over, ref: false })) {
    const journal = await readFile(join(folder, journalFile), 'utf8').catch(() => '');
    if (!broken.test(journal)) continue;
    await import('#checks/catalogue.ts');
    return;
  }
}
