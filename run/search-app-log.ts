import { searchLog } from '#cloudwatch/search-log.ts';
import { type LogSign, meaningsOf } from '#diagnosis/log-signs.ts';
import type { Diagnosis } from '#diagnosis/model.ts';
import { tellableText } from '#record/people/tellable-url.ts';
import type { Redact } from '#record/redactor.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { layers } from '#record/vocabulary.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { wordsOfTarget } from '#targets/definition/words-of-target.ts';
import type { Target } from '#targets/target.ts';
import { foreignLogLines } from './foreign-log-lines.ts';
import { logEvidence } from './log-evidence.ts';

interface Asking {
  /** What the run means by its own evidence. */
  diagnosis: Diagnosis;
  environment: Environment;
  redact: Redact;
}

/**
 * Where the evidence of a run fits several incidents and the target allows it, asks the app's log which one it is. What
 * the lines mean, in the words of the check's layer, becomes a fact of its failure, and a few of them its evidence. A log
 * that cannot be read changes nothing but for a remark.
 *
 * @returns the same record when there was nothing to ask.
 */
export async function searchAppLog(record: RunRecord, target: Target, asking: Asking): Promise<RunRecord> {
  const { logGroup, searchLogs } = target.aws ?? {};
  if (searchLogs !== 'on' || !logGroup) return record;
  const [open] = asking.diagnosis.causes.filter(({ decidingLines }) => decidingLines);
  const lead = record.checks.find(({ id }) => id === open?.checks[0]);
  if (!open?.decidingLines || !lead) return record;
  const { layerDefinitions } = await import('#checks/catalogue.ts');
  const { startedAt: from, endedAt: to } = record;
  const search = { region: target.region, logGroup, pattern: open.decidingLines, from, to };
  const logSigns = layers.flatMap((layer) => (layer === lead.layer ? (layerDefinitions[layer].logSigns ?? []) : []));
  const ofTarget = wordsOfTarget(target);
  const told = (text: string) => tellableText(asking.redact(text), ofTarget);
  const answer = await answerOf(() => searchLog(search, asking.environment), record, { signs: logSigns, told });
  return {
    ...record,
    checks: record.checks.map((check) => (check === lead ? withAnswer(check, answer, asking) : check)),
  };
}

/** What the log says: lines and what they mean, or why there are none. */
type LogAnswer = { evidence: string[]; meanings: string[] } | { remark: string };

async function answerOf(
  search: () => Promise<string[]>,
  record: RunRecord,
  { signs, told }: { signs: readonly LogSign[]; told: (text: string) => string },
): Promise<LogAnswer> {
  try {
    const lines = foreignLogLines(await search(), traceIdsOf(record));
    if (!lines) return { remark: 'the log carries no trace id: our own requests and those of others look alike there' };
    if (lines.length === 0) return { remark: 'the log has no line on it' };
    const telling = lines.filter((line) => meaningsOf([line], signs).length > 0);
    return { evidence: logEvidence([...telling, ...lines], told), meanings: meaningsOf(lines, signs) };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message || 'no message'}` : String(error);
    return { remark: `the log could not be searched: ${reason.slice(0, 200)}` };
  }
}

function traceIdsOf({ checks }: RunRecord): Set<string> {
  const ids = checks.flatMap(({ traceId, exchanges }) => [traceId, ...exchanges.map((one) => one.traceId)]);
  return new Set(ids.filter((id) => id !== undefined));
}

function withAnswer(check: CheckRecord, answer: LogAnswer, { redact }: Asking): CheckRecord {
  if ('remark' in answer) return { ...check, remarks: [...check.remarks, redact(answer.remark)] };
  const { failure } = check;
  if (!failure) return check;
  const lines = answer.evidence.map((line) => `in the log: ${line}`);
  const facts = answer.meanings.length > 0 ? { ...failure.facts, log: answer.meanings } : failure.facts;
  return { ...check, failure: { ...failure, facts, evidence: [...failure.evidence, ...lines] } };
}
