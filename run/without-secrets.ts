import { createRedactor } from '#record/redactor.ts';
import type { RunRecord } from '#record/run-record.ts';
import { withReason } from '#record/verdict.ts';
import type { SecretScan } from './secret-scan.ts';

/** Looks for secrets in what a run has written; takes away the files that hold one, and says so in the verdict. */
export async function withoutSecrets(
  record: RunRecord,
  scan: SecretScan,
  secrets: Readonly<Record<string, string>>,
): Promise<RunRecord> {
  const leaks = await scan.inAll(secrets);
  if (leaks.length === 0) return record;
  await scan.quarantine(leaks);
  const clean: RunRecord = JSON.parse(createRedactor(secrets)(JSON.stringify(record)));
  const reasons = leaks.map(({ file, secret }) =>
    secret
      ? `withheld: ${file} held the secret ${secret}`
      : `withheld: ${file} is packed, and cannot be looked through`,
  );
  return {
    ...clean,
    verdict: reasons.reduce(
      (verdict, message) => withReason(verdict, { verdict: 'inconclusive', message }),
      clean.verdict,
    ),
  };
}
