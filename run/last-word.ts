import process from 'node:process';
import type { RunRecord } from '#record/run-record.ts';
import { inOneLine, withFault } from './our-fault.ts';

/**
 * What is still said when the ending of a run broke, by a mistake of ours that nobody has thought of: the checks as they
 * came out, and one line on what broke.
 *
 * @returns the exit code.
 */
export function lastWord(record: RunRecord, error: unknown): number {
  const { checks, verdict } = withFault(record, inOneLine(error));
  const broken = checks.filter(({ outcome }) => outcome !== 'pass');
  const lines = broken.map(
    ({ id, outcome, failure, reason }) => `${outcome.padEnd(8)}  ${id}  ${failure?.message ?? reason ?? ''}`,
  );
  const held = `${checks.length - broken.length} of ${record.expected.length} checks passed`;
  process.stdout.write(`\n${[...lines, held].join('\n')}\n`);
  process.stderr.write(
    `watchpost: the run could not be ended: ${inOneLine(error)}: it is ${verdict.name} (${verdict.code})\n`,
  );
  return verdict.code;
}
