import type { RunRecord } from '#record/run-record.ts';
import { withReason } from '#record/verdict.ts';

/** The record of a run in which something of ours failed outside every check: it never ends as if all were well. Pure. */
export function withFault(record: RunRecord, message: string): RunRecord {
  const verdict = withReason(record.verdict, { verdict: 'inconclusive', message: `harness: ${message}` });
  return { ...record, harness: [...record.harness, message], verdict };
}

/**
 * Does something that is no check.
 *
 * @param faults takes the line that says why it failed.
 * @returns what came of it, or `otherwise` when it failed.
 */
export async function attempt<T>(
  faults: string[],
  what: string,
  work: () => Promise<T>,
  otherwise: NoInfer<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    faults.push(`${what}: ${inOneLine(error)}`);
    return otherwise;
  }
}

/** An error as one line. */
export function inOneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s+/g, ' ').slice(0, 300);
}
