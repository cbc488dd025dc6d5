import { causeName } from '#diagnosis/cause-name.ts';
import type { Step } from '#diagnosis/incident.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import { layerRows } from '../model/layer-rows.ts';
import type { Line } from '../model/line.ts';
import { linesOfCause } from '../model/lines-of-cause.ts';
import { notWatchedText, requestsText } from '../model/of-the-run.ts';
import { folderOf } from '../model/run-folder.ts';
import type { Answer } from '../model.ts';
import { firstScreen } from '../text/first-screen.ts';
import { seconds } from '../text/format.ts';
import { escapeMarkdown, fenced } from './escape.ts';

/** GitHub refuses a summary beyond 1 MiB; some room is left for what the workflow adds. */
const mostBytes = 1_000_000;

/** The job summary: the same answer as in the terminal, then layers, hops, and each cause folded. */
export function renderSummary(answer: Answer): string {
  const { record, diagnosis, causes } = answer;
  const parts = [
    `## ${escapeMarkdown(`${record.verdict.name.toUpperCase()} ${diagnosis.severity ?? ''} ${record.target}`)}`,
    fenced(firstScreen(answer)),
    layerTable(record),
    hopTable(record),
    ...causes.map(causeSection),
    restSection(answer),
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

function causeSection(answer: CauseAnswer, at: number): string {
  const { cause, title } = answer;
  const { severity, message, evidence, confidence, symptoms, incidents } = cause;
  const because = symptoms.map(({ layer, ids }) => `${layer}: ${ids.join(', ')}`).join('; ');
  const told = linesOfCause(answer).filter(({ label, command }) => !command && !/^Do\b/.test(label));
  const facts = [
    ...told.map(({ label, text = '' }: Line) => [label, text]),
    ['Seen', [message, ...evidence].join(' / ')],
    ['Class', `${cause.class}, ${cause.outcome}`],
    ['Sure', `${confidence.level}: ${confidence.reasons.join('; ')}`],
    ['Because of it', because || 'nothing else'],
    ['Means', incidents.map((incident) => `${incident.title} (${incident.id})`).join(' or ')],
  ].map((cells) => cells.map(escapeMarkdown));
  const summary = escapeMarkdown(`Cause ${at + 1}: ${severity} ${causeName(cause)}: ${title}`);
  const steps = incidents[0].steps.length > 0 && incidents.length === 1 ? incidents[0].steps : answer.steps;
  return `<details><summary>${summary}</summary>\n\n${table(['', ''], facts)}\n\n${fenced(stepsText(steps), 'sh')}\n\n</details>`;
}

const stepsText = (steps: readonly Step[]) =>
  steps
    .map(({ text, command, expect, afterMinutes }) =>
      [
        `# ${afterMinutes ? `after ${afterMinutes} min: ` : ''}${text}`,
        ...(command ? [command] : []),
        ...(expect ? [`# expect: ${expect}`] : []),
      ].join('\n'),
    )
    .join('\n');

function restSection({ record, diagnosis: { undecided }, unseen }: Answer): string {
  const { verdict } = record;
  const lines = [
    `Not watched: ${notWatchedText(record) || 'nothing is left out'}`,
    ...(unseen.length > 0 ? [`Not seen from outside: ${unseen.join(', ')}`] : []),
    ...(undecided.length > 0 ? [`Not decided: ${undecided.join(', ')}`] : []),
    ...verdict.reasons.map(({ verdict: name, message }) => `Why ${name}: ${message}`),
    `Exit code ${verdict.code}. ${requestsText(record)}.`,
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
