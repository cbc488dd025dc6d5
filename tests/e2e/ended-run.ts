import assert from 'node:assert/strict';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { VerdictName } from '#record/vocabulary.ts';

/** A command that came to its end. */
export interface EndedRun {
  /** The exit code; null when a signal ended the command itself. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** What the run handed over; undefined when nothing has run. */
  record: RunRecord | undefined;
}

/** The first screen of the answer: what stands before the first empty line. */
export const firstScreen = ({ stdout }: Pick<EndedRun, 'stdout'>): string => {
  const answer = stdout.slice(stdout.startsWith('\n') ? 1 : stdout.indexOf('\n\n') + 2);
  return answer.split('\n\n', 1)[0] ?? '';
};

/** Everything a failed assertion should show of a run. */
export const told = ({ code, stdout, stderr, record }: EndedRun): string => {
  const checks = (record?.checks ?? []).filter(({ outcome }) => outcome !== 'pass');
  const lines = checks.map(
    ({ id, outcome, notRun, causedBy, failure, reason }) =>
      `${id} ${outcome} ${failure?.class ?? notRun} [${causedBy}] ${failure?.message ?? reason}`,
  );
  const ending = `exit ${code}, verdict ${record?.verdict.name}, harness: ${record?.harness.join(' / ')}`;
  return [ending, ...lines, stdout.slice(-3_000), stderr.slice(-3_000)].join('\n');
};

/** One check of the run. */
export const checkOf = ({ record }: EndedRun, id: string): CheckRecord | undefined =>
  record?.checks.find((check) => check.id === id);

/** Everything that bears on the verdict, a line each. */
export const reasonsOf = ({ record }: EndedRun): string =>
  record?.verdict.reasons.map(({ message }) => message).join('\n') ?? '';

/** The command ended with this code, and its record says why and is closed. */
export function assertEnding(run: EndedRun, code: number, verdict: VerdictName): void {
  assert.deepEqual([run.code, run.record?.verdict.name, run.record?.complete], [code, verdict, true], told(run));
}
