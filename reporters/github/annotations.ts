import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { escapeData, escapeProperty } from './escape.ts';

/** GitHub shows so many of each kind for a step and drops the others. */
const most = 10;

/** Workflow commands that mark the causes of a run at the lines that failed: at most ten errors and ten warnings. */
export function annotationsOf(record: RunRecord): string[] {
  const causes = record.checks.filter(
    ({ outcome, causedBy, notRun, muted }) => !muted && isCause(outcome, causedBy, notRun),
  );
  const errors = causes.filter((check) => check.outcome === 'fail' && !isMild(check));
  const warnings = causes.filter((check) => !errors.includes(check));
  const harness = record.harness.map(
    (message) => `::error title=${escapeProperty('Watchpost itself')}::${escapeData(message)}`,
  );
  return [
    ...[...errors.map((check) => annotation('error', check, record)), ...harness].slice(0, most),
    ...warnings.slice(0, most).map((check) => annotation('warning', check, record)),
  ];
}

const isCause = (outcome: CheckRecord['outcome'], causedBy: readonly string[], notRun: CheckRecord['notRun']) =>
  causedBy.length === 0 && outcome !== 'pass' && (outcome !== 'not-run' || notRun === 'misconfigured');

/** It degrades the run and does not fail it. */
const isMild = ({ advisory, failure }: CheckRecord) => advisory || failure?.party === 'third-party';

function annotation(kind: 'error' | 'warning', check: CheckRecord, { checks }: RunRecord): string {
  const { id, severity, location, failure, reason, outcome } = check;
  const [file = '', line = '1'] = (failure?.at ?? location).split(/:(?=\d+$)/);
  const because = checks.filter(({ causedBy }) => causedBy.includes(id)).length;
  const title = `${severity} ${id}${failure ? ` (${failure.class})` : ''}`;
  const message = `${failure?.message ?? reason ?? outcome}${because > 0 ? `\n${because} more because of this` : ''}`;
  const place = `file=${escapeProperty(file)},line=${line}`;
  return `::${kind} ${place},title=${escapeProperty(title)}::${escapeData(message)}`;
}
