import process from 'node:process';
import { cutBetweenWords } from '#record/cut-between-words.ts';
import { createRedactor } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { withReason } from '#record/verdict.ts';
import { likelySecrets } from '#targets/definition/likely-secrets.ts';

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

/** In characters. */
const longestRead = 20_000;
const longestTold = 300;

/** An error as one line, without what is secret in this process: first without, then cut. */
export function inOneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const redact = createRedactor(likelySecrets(process.env));
  return cutBetweenWords(redact(cutBetweenWords(text, longestRead)).replaceAll(/\s+/g, ' '), longestTold);
}
