import { causeName } from '#diagnosis/cause-name.ts';
import type { Cause, FilledIncident } from '#diagnosis/model.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import type { Colors } from '../text/colors.ts';
import { type Entry, layOut } from '../text/entry.ts';
import { ownerText, rollbackText } from './cause-entries.ts';
import { folderOf } from './common-entries.ts';

/** Everything about one cause: what was seen, where to look, and its page of the runbook. */
export function causeDetails(
  cause: Cause,
  at: number,
  record: RunRecord,
  target: Target,
  width: number,
  paint: Colors,
): string[] {
  const title = `${causeName(cause)}  ${cause.severity}  ${cause.class}  ${cause.outcome}`;
  const entries = [
    ...seen(cause),
    ...where(cause, record),
    { label: '  sure', text: `${cause.confidence.level}: ${cause.confidence.reasons.join('; ')}` },
    {
      label: '  owner',
      text: `${ownerText(cause.owner)} (${cause.owner.party}). Rollback: ${rollbackText(cause.rollback)}`,
    },
    ...cause.symptoms.map(({ layer, ids }) => ({ label: '  so', text: `${layer}: ${ids.join(', ')}` })),
    ...(cause.disambiguate ? [command('  tell', cause.disambiguate.text, cause.disambiguate.command)] : []),
    ...cause.incidents.flatMap((incident) => page(incident)),
    ...(cause.logs ? [command('  logs', cause.logs.text, cause.logs.command)] : []),
    ...(target.runbook ? [{ label: '  link', text: target.runbook }] : []),
  ];
  return ['', paint.label(`Cause ${at + 1}  ${title}`), ...entries.flatMap((entry) => layOut(entry, width, paint))];
}

function seen({ message, evidence }: Cause): Entry[] {
  return [message, ...evidence].map((text) => ({ label: '  seen', text }));
}

function where({ checks }: Cause, record: RunRecord): Entry[] {
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
function page({ id, title, symptoms, firstChecks, steps, selfHealing }: FilledIncident): Entry[] {
  return [
    { label: '  means', text: `${title} (${id})` },
    { label: '  shows', text: symptoms.join('; ') },
    { label: '  check', text: firstChecks.join('; ') },
    ...steps.flatMap((step, at): Entry[] => {
      const after = step.afterMinutes ? `after ${step.afterMinutes} min: ` : '';
      return [command(`  ${at + 1}`, `${after}${step.text}`, step.command)];
    }),
    { label: '  heals', text: selfHealing },
  ];
}

const command = (label: string, text: string, line: string | undefined): Entry => ({
  label,
  text,
  ...(line && { command: line }),
});
