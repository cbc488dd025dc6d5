import type { Step } from '#diagnosis/incident.ts';
import type { Cause } from '#diagnosis/model.ts';
import type { CheckRecord } from '#record/run-record.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import { folderOf } from '../model/run-folder.ts';
import type { Answer } from '../model.ts';
import { type AnswerCause, type AnswerDocument, answerVersion } from './answer-schema.ts';

/** The answer as programs read it. Pure. */
export function answerDocument({
  record,
  diagnosis,
  redRuns,
  causes,
  ruledOut,
  unseen,
  runbook,
}: Answer): AnswerDocument {
  const { id, target, environment, trigger, tiers, startedAt, endedAt, verdict, releases, checks, maintenance } =
    record;
  const { severity, healthy, undecided } = diagnosis;
  return {
    schema: answerVersion,
    run: id,
    ...{ target, environment, trigger, tiers, startedAt, endedAt, verdict },
    ...(maintenance && { maintenance }),
    ...(severity && { severity }),
    redRuns,
    causes: causes.map((cause) => causeDocument(cause, checks)),
    ...{ ruledOut, healthy, undecided },
    notLookedAt: checks
      .filter(({ notRun }) => notRun === 'misconfigured')
      .map(({ id: check, reason = 'a setting is missing' }) => ({ check, reason })),
    ...{ unseen, releases },
    ...(runbook && { runbook }),
    report: folderOf(record),
  };
}

function causeDocument({ cause, title, seen, affected, rollback, steps }: CauseAnswer, checks: readonly CheckRecord[]) {
  const { incidents, known, class: seenClass, outcome, severity, confidence, since, symptoms } = cause;
  const own = cause.checks.flatMap((id) => checks.find((check) => check.id === id) ?? []);
  const { code, facts = {} } = own[0]?.failure ?? {};
  const document: AnswerCause = {
    incidents: incidents.map((incident) => ({ id: incident.id, title: incident.title })),
    ...{ known, class: seenClass, outcome, severity, title, seen },
    ...(code && { code }),
    ...{ facts, confidence, affected },
    owner: ownerDocument(cause),
    ...(since && { since }),
    rollback: {
      advice: cause.rollback.advice,
      ...(cause.rollback.scope && { scope: cause.rollback.scope }),
      why: rollback.text,
      ...(rollback.command && { command: rollback.command }),
    },
    steps: steps.map(stepDocument),
    checks: cause.checks,
    symptoms: symptoms.flatMap(({ ids }) => ids),
    evidence: {
      lines: cause.evidence,
      traceIds: [...new Set(own.flatMap(({ traceId }) => traceId ?? []))],
      files: own.flatMap(({ artifacts }) => artifacts.map(({ path }) => path)),
    },
  };
  return document;
}

function ownerDocument({ owner: { team, party, thirdParty }, escalation }: Cause): AnswerCause['owner'] {
  return {
    ...{ team, party },
    ...(thirdParty && { thirdParty }),
    ...(escalation?.channel && { channel: escalation.channel }),
    ...(escalation && { acknowledgeBy: escalation.dueAt, call: escalation.call }),
  };
}

const stepDocument = ({ text, command, expect }: Step): AnswerCause['steps'][number] => ({
  text,
  ...(command && { command }),
  ...(expect && { expect }),
});
