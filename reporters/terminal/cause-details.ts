import { causeName } from '#diagnosis/cause-name.ts';
import type { Step } from '#diagnosis/incident.ts';
import type { Cause, FilledIncident } from '#diagnosis/model.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Line } from '../model/line.ts';
import { folderOf } from '../model/run-folder.ts';
import type { Answer } from '../model.ts';
import type { Colors } from '../text/colors.ts';
import { layOut } from '../text/lay-out.ts';

/** Everything about one cause: what was seen, where to look, and its page of the runbook. */
export function causeDetails({ causes, record, runbook }: Answer, at: number, width: number, paint: Colors): string[] {
  const cause = causes[at]?.cause;
  if (!cause) return [];
  const title = `${causeName(cause)}  ${cause.severity}  ${cause.class}  ${cause.outcome}`;
  const lines = [
    ...seen(cause),
    ...where(cause, record),
    { label: '  sure', text: `${cause.confidence.level}: ${cause.confidence.reasons.join('; ')}` },
    ...cause.symptoms.map(({ layer, ids }) => ({ label: '  so', text: `${layer}: ${ids.join(', ')}` })),
    ...(cause.disambiguate ? [stepLine('  tell', cause.disambiguate)] : []),
    ...cause.incidents.flatMap(page),
    ...(cause.logs ? [stepLine('  logs', cause.logs)] : []),
    ...(runbook ? [{ label: '  link', text: runbook }] : []),
  ];
  return ['', paint.label(`Cause ${at + 1}   ${title}`), ...lines.flatMap((line) => layOut(line, width, paint))];
}

function seen({ message, evidence }: Cause): Line[] {
  return [message, ...evidence].map((text) => ({ label: '  seen', text }));
}

function where({ checks }: Cause, record: RunRecord): Line[] {
  const own = record.checks.filter(({ id }) => checks.includes(id));
  const artifacts = own.flatMap((check) =>
    check.artifacts.map(({ name, path }) => `${name} ${folderOf(record)}${path}`),
  );
  const traces = own.flatMap(({ traceId }) => traceId ?? []);
  return [
    ...own.slice(0, 3).map((check) => ({ label: '  at', text: placeOf(check) })),
    ...artifacts.slice(0, 4).map((text) => ({ label: '  file', text })),
    ...traces.slice(0, 1).map((text) => ({ label: '  trace', text })),
  ];
}

/** The line that failed, where one is known, and the line of its claim. */
function placeOf({ failure, location }: CheckRecord): string {
  return failure?.at ? `${failure.at}, of the claim at ${location.replace(/^.*:/, 'line ')}` : location;
}

/** The runbook's page of an incident. */
function page({ id, title, symptoms, firstChecks, steps, selfHealing }: FilledIncident): Line[] {
  return [
    { label: '  means', text: `${title} (${id})` },
    { label: '  shows', text: symptoms.join('; ') },
    { label: '  check', text: firstChecks.join('; ') },
    ...steps.map((step, at) => stepLine(`  ${at + 1}`, step)),
    { label: '  heals', text: selfHealing },
  ];
}

const stepLine = (label: string, { text, command, expect, afterMinutes }: Step): Line => ({
  label,
  text: `${afterMinutes ? `after ${afterMinutes} min: ` : ''}${text}`,
  ...(command && { command }),
  ...(expect && { expect }),
});
