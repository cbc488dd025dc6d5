import { searchLog } from '#cloudwatch/search-log.ts';
import type { Diagnosis } from '#diagnosis/model.ts';
import type { Redact } from '#record/redactor.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import type { Target } from '#targets/target.ts';
import { foreignLogLines } from './foreign-log-lines.ts';

interface Asking {
  /** What the run means by its own evidence. */
  diagnosis: Diagnosis;
  environment: Environment;
  redact: Redact;
}

/**
 * Where the evidence of a run fits several incidents and the target allows it, asks the app's log which one it is: the
 * lines become evidence of the check. A log that cannot be read changes nothing but for a remark.
 *
 * @returns the same record when there was nothing to ask.
 */
export async function searchAppLog(record: RunRecord, target: Target, asking: Asking): Promise<RunRecord> {
  const { logGroup, searchLogs } = target.aws ?? {};
  if (searchLogs !== 'on' || !logGroup) return record;
  const [open] = asking.diagnosis.causes.filter(({ decidingLines }) => decidingLines);
  const [lead] = open?.checks ?? [];
  if (!open?.decidingLines || !lead) return record;
  const { startedAt: from, endedAt: to } = record;
  const search = { region: target.region, logGroup, pattern: open.decidingLines, from, to };
  const said = await answerOf(() => searchLog(search, asking.environment), record);
  return {
    ...record,
    checks: record.checks.map((check) => (check.id === lead ? withAnswer(check, said, asking) : check)),
  };
}

/** What the log says: evidence, or why there is none. */
type LogAnswer = { evidence: string[] } | { remark: string };

async function answerOf(search: () => Promise<string[]>, record: RunRecord): Promise<LogAnswer> {
  try {
    const evidence = foreignLogLines(await search(), traceIdsOf(record));
    if (!evidence)
      return { remark: 'the log carries no trace id: our own requests and those of others look alike there' };
    return evidence.length > 0 ? { evidence } : { remark: 'the log has no line on it' };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message || 'no message'}` : String(error);
    return { remark: `the log could not be searched: ${reason.slice(0, 200)}` };
  }
}

function traceIdsOf({ checks }: RunRecord): Set<string> {
  const ids = checks.flatMap(({ traceId, exchanges }) => [traceId, ...exchanges.map((one) => one.traceId)]);
  return new Set(ids.filter((id) => id !== undefined));
}

function withAnswer(check: CheckRecord, said: LogAnswer, { redact }: Asking): CheckRecord {
  if ('remark' in said) return { ...check, remarks: [...check.remarks, redact(said.remark)] };
  const { failure } = check;
  const lines = said.evidence.map((line) => `in the log: ${redact(line)}`);
  return failure ? { ...check, failure: { ...failure, evidence: [...failure.evidence, ...lines] } } : check;
}
