import { diagnoseRun } from '#checks/catalogue.ts';
import { causeName } from '#diagnosis/cause-name.ts';
import type { Step } from '#diagnosis/incident.ts';
import type { Cause, Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { ownerText, rollbackText } from '../terminal/cause-entries.ts';
import { folderOf } from '../terminal/common-entries.ts';
import { publishText, requestsText } from '../terminal/footer.ts';
import { layerRows } from '../terminal/layer-table.ts';
import { renderFirstScreen } from '../terminal/render-terminal.ts';
import { seconds } from '../text/format.ts';
import { escapeMarkdown, fenced } from './escape.ts';

/** GitHub refuses a summary beyond 1 MiB; some room is left for what the workflow adds. */
const mostBytes = 1_000_000;

/** The job summary: the same answer as in the terminal, then layers, hops, and each cause folded. */
export function renderSummary(record: RunRecord, target: Target, before: HistoryContext = {}): string {
  const diagnosis = diagnoseRun(record, target, before);
  const parts = [
    `## ${escapeMarkdown(`${record.verdict.name.toUpperCase()} ${diagnosis.severity ?? ''} ${record.target}`)}`,
    fenced(renderFirstScreen(record, target, before)),
    layerTable(record),
    hopTable(record),
    ...diagnosis.causes.map(causeSection),
    restSection(record, diagnosis),
  ];
  return withinBytes(parts.filter(Boolean), `Cut short: the rest stands in ${folderOf(record)}.`);
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function layerTable(record: RunRecord): string {
  const rows = layerRows(record).map(({ layer, counts, bad }) => [
    layer,
    counts.pass,
    counts.degraded,
    counts.fail,
    counts['not-run'],
    escapeMarkdown(bad.map(({ id, muted }) => (muted ? `${id} (muted)` : id)).join(', ')),
  ]);
  return rows.length > 0 ? table(['Layer', 'pass', 'degraded', 'fail', 'not run', 'does not hold'], rows) : '';
}

function hopTable({ checks }: RunRecord): string {
  const hops = checks.flatMap((check) => check.hops);
  if (hops.length === 0) return '';
  const names = hops.map(({ name }) => escapeMarkdown(name));
  return table(['Hop', ...names], [['took', ...hops.map(({ ms, late }) => `${seconds(ms)}${late ? ' late' : ''}`)]]);
}

function causeSection(cause: Cause, at: number): string {
  const { title, message, severity, owner, rollback, evidence, confidence, symptoms, incidents, actions } = cause;
  const because = symptoms.map(({ layer, ids }) => `${layer}: ${ids.join(', ')}`).join('; ');
  const facts = [
    ['Seen', [message, ...evidence].join(' / ')],
    ['Class', `${cause.class}, ${cause.outcome}`],
    ['Owner', `${ownerText(owner)} (${owner.party})`],
    ['Rollback', rollbackText(rollback)],
    ['Sure', `${confidence.level}: ${confidence.reasons.join('; ')}`],
    ['Because of it', because || 'nothing else'],
    ['Means', incidents.map((incident) => `${incident.title} (${incident.id})`).join(' or ')],
  ].map((cells) => cells.map(escapeMarkdown));
  const summary = escapeMarkdown(`Cause ${at + 1}: ${severity} ${causeName(cause)}: ${title}`);
  const steps = incidents[0].steps.length > 0 && incidents.length === 1 ? incidents[0].steps : actions;
  return `<details><summary>${summary}</summary>\n\n${table(['', ''], facts)}\n\n${fenced(stepsText(steps), 'sh')}\n\n</details>`;
}

const stepsText = (steps: readonly Step[]) =>
  steps
    .map(
      ({ text, command, afterMinutes }) =>
        `# ${afterMinutes ? `after ${afterMinutes} min: ` : ''}${text}${command ? `\n${command}` : ''}`,
    )
    .join('\n');

function restSection(record: RunRecord, { undecided }: Diagnosis): string {
  const { notWatched, verdict } = record;
  const lines = [
    `Not watched: ${notWatched.map(({ id }) => id).join(', ') || 'nothing is left out'}`,
    ...(undecided.length > 0 ? [`Not decided: ${undecided.join(', ')}`] : []),
    ...verdict.reasons.map(({ verdict: name, message }) => `Why ${name}: ${message}`),
    `Exit code ${verdict.code}. ${requestsText(record)}. ${publishText(record)}`,
  ];
  const list = lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return `<details><summary>Everything else</summary>\n\n${list}\n\n</details>`;
}

/** As many whole parts as fit; a word where some did not. */
function withinBytes(parts: readonly string[], cut: string): string {
  let text = '';
  for (const part of parts) {
    if (Buffer.byteLength(text) + Buffer.byteLength(part) + 2 > mostBytes) return `${text}\n${cut}\n`;
    text += `${part}\n\n`;
  }
  return text;
}
