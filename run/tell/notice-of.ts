import { answerDocument } from '#reporters/json/answer-document.ts';
import { type Notice, noticeVersion } from '#reporters/json/notice-schema.ts';
import { linesOfCause } from '#reporters/model/lines-of-cause.ts';
import { folderOf } from '#reporters/model/run-folder.ts';
import { seconds } from '#reporters/text/format.ts';
import { durationText } from '#reporters/triage/duration-text.ts';
import type { Environment } from '#targets/definition/secrets.ts';
import { workflowRun } from '../workflow-run.ts';
import type { IncidentChange } from './incident-change.ts';
import { calmAfter } from './looks.ts';
import type { SeenRun } from './seen-run.ts';
import type { OpenIncident } from './telling-state.ts';

type Line = Notice['lines'][number];

/** What people are told of a change, whoever they are. Pure. */
export function noticeOf(change: IncidentChange, run: SeenRun, environment: Environment): Notice {
  const { event, incident, before } = change;
  const { record, answer } = run;
  const { key, about, severity, title, incidents, broken, team, layer, since } = incident;
  return {
    schema: noticeVersion,
    ...{ event, about, key, target: record.target, environment: record.environment, severity, title, incidents },
    checks: broken,
    ...(before !== undefined && before !== title && { before }),
    team,
    ...(layer && { layer }),
    ...{ since, at: record.endedAt, lasted: durationText(since, record.endedAt) },
    lines: linesOf(change, run),
    links: linksOf(run, environment),
    run: record.id,
    answer: answerDocument(answer),
  };
}

function linesOf({ event, incident, cause, before }: IncidentChange, { record, answer }: SeenRun): Line[] {
  const report = { label: 'Report', text: `${folderOf(record)}report.html, run ${record.id}` };
  if (event === 'resolved') return [...resolvedLines(incident, record), report];
  if (!cause) return [...monitorLines(record), report];
  const [first, ...rest] = linesOfCause(cause).map(({ most: _, ...line }) => line);
  const also = cause.because ? [{ label: 'Also', text: cause.because }] : [];
  const escalate =
    answer.escalateIf.length > 0
      ? [{ label: 'Escalate', text: `at once if ${answer.escalateIf.join('; or if ')}` }]
      : [];
  return [
    ...(first ? [first] : []),
    ...courseLines(incident),
    ...rest,
    ...beforeLines(incident, before),
    ...escalate,
    ...also,
    report,
  ];
}

function courseLines({ flaps }: OpenIncident): Line[] {
  if (!flaps) return [];
  const { red, of } = flaps;
  const over = `told as over when it has held in ${calmAfter} runs in a row`;
  return [
    {
      label: 'Course',
      text: `red in ${red} of the last ${of} runs, green between: part of the users meet it; ${over}`,
    },
  ];
}

function beforeLines({ title, turns }: OpenIncident, before = title): Line[] {
  if (before === title) return [];
  if (!turns) return [{ label: 'Before', text: `told as: ${before}` }];
  return [
    { label: 'In turn', text: `with: ${before}. While it goes back and forth between the two nothing more is told` },
  ];
}

function resolvedLines(
  { since, flaps }: OpenIncident,
  { endedAt, verdict, checks, durationMs }: SeenRun['record'],
): Line[] {
  const held = checks.filter(({ outcome }) => outcome === 'pass').length;
  const often = flaps ? `, what came and went in ${calmAfter} runs in a row` : '';
  const less = verdict.name === 'ok' ? [] : verdict.reasons.map(({ message }) => message);
  return [
    { label: 'Lasted', text: `${durationText(since, endedAt)}: seen first ${since}, over ${endedAt}` },
    {
      label: 'Held',
      text: `${held} of ${checks.length} checks in ${seconds(durationMs)}; all that was broken holds${often}`,
    },
    ...(less.length > 0 ? [{ label: 'But', text: `${verdict.name}: ${less.slice(0, 3).join('; ')}` }] : []),
  ];
}

/** What stands in the way of knowing; how the target is, is not known. */
function monitorLines({ verdict, target }: SeenRun['record']): Line[] {
  const why = verdict.reasons.filter((reason) => reason.verdict === verdict.name).map(({ message }) => message);
  return [
    { label: 'Cause', text: why.slice(0, 5).join('; ') || verdict.name },
    { label: 'Affected', text: `nobody that we know of: runs of ${target} end as ${verdict.name} (${verdict.code})` },
    { label: 'Do 1', text: 'read the report of the run, and set right what it names', expect: 'the next run can tell' },
  ];
}

function linksOf({ answer }: SeenRun, environment: Environment): Notice['links'] {
  const run = workflowRun(environment);
  const { runbook } = answer;
  return [
    ...(run && URL.canParse(run) ? [{ text: 'Run', url: run }] : []),
    ...(runbook ? [{ text: 'Runbook', url: runbook }] : []),
  ];
}
