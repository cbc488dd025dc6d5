import process from 'node:process';
import { attempt } from '../our-fault.ts';

/** Keeps something of a look: what cannot be kept is said in a line, because the answer was told already. */
export async function saidOnly(what: string, work: () => Promise<unknown>): Promise<void> {
  const faults: string[] = [];
  await attempt<unknown>(faults, what, work, undefined);
  for (const fault of faults) process.stderr.write(`watchpost: ${fault}\n`);
}
