import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inOneLine } from './our-fault.ts';

/**
 * Where the reports of a run are written: where they should be, or in the temporary folder where nothing can be written
 * there. The checks do not depend on it.
 *
 * @returns the folder of all runs, and in words why it is another one.
 */
export async function reportsPlace({
  reports,
  runId,
}: {
  reports: string;
  runId: string;
}): Promise<{ reports: string; problem?: string }> {
  const folder = join(reports, runId);
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, '.writable');
    await writeFile(probe, 'x');
    await rm(probe);
    return { reports };
  } catch (error) {
    const instead = await mkdtemp(join(tmpdir(), 'watchpost-reports-')).catch(() => undefined);
    if (instead === undefined) return { reports, problem: `no reports can be written: ${inOneLine(error)}` };
    return { reports: instead, problem: `the reports are in ${instead}, because of ${inOneLine(error)}` };
  }
}
