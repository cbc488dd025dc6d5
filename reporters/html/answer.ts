import { causeName } from '#diagnosis/cause-name.ts';
import type { Cause, Diagnosis, HistoryContext } from '#diagnosis/model.ts';
import type { RunRecord } from '#record/run-record.ts';
import type { Target } from '#targets/target.ts';
import { causeEntries } from '../terminal/cause-entries.ts';
import { quietEntries } from '../terminal/no-cause.ts';
import { greenEntries } from '../terminal/passed.ts';
import type { Entry } from '../text/entry.ts';
import { entryList } from './entry-list.ts';
import { type Html, html, type Part } from './markup.ts';
import type { Screen } from './screen.ts';
import { icon, outcomeTone, verdictTone } from './status-badges.ts';

/** A page has no edge that a line must end at. */
const anyWidth = Number.MAX_SAFE_INTEGER;

/** What a person reads first: the facts of the terminal's first screen, from the same entries. */
export function answerScreen(diagnosis: Diagnosis, record: RunRecord, target: Target, before: HistoryContext): Screen {
  const { causes } = diagnosis;
  const title = causes.length > 1 ? `The answer: ${causes.length} independent causes` : 'The answer';
  const body = causes.length > 0 ? causeCards(diagnosis, record, before) : quietCard(diagnosis, record, target);
  return { id: 'answer', title, short: 'Answer', body };
}

function quietCard(diagnosis: Diagnosis, record: RunRecord, target: Target): Html {
  const { name } = record.verdict;
  const entries = name === 'ok' ? greenEntries(record) : quietEntries(diagnosis, record, target, anyWidth);
  return html`<div class="card ${verdictTone(name)}">${entryList(entries)}</div>`;
}

/** Each cause by itself; what is the same for all of them is told once. */
function causeCards(diagnosis: Diagnosis, record: RunRecord, before: HistoryContext): Part {
  const { causes } = diagnosis;
  const told = causes.map((cause) => ({ cause, entries: causeEntries(cause, diagnosis, record, before, anyWidth) }));
  const isCommon = (entry: Entry) =>
    told.length > 1 && told.every(({ entries }) => entries.some((other) => textOf(other) === textOf(entry)));
  const common = (told[0]?.entries ?? []).filter(isCommon);
  return [
    causes.length > 1 && overview(causes),
    told.map(({ cause, entries }, at) => {
      const own = entries.filter((entry) => !isCommon(entry));
      return causeCard(cause, own, causes.length > 1 ? at + 1 : undefined);
    }),
    common.length > 0 && html`<div class="card none common"><h3>For all of them</h3>${entryList(common)}</div>`,
  ];
}

/** On a phone the second cause is a long way down. */
const overview = (causes: readonly Cause[]): Html =>
  html`<ol class="overview">${causes.map((cause, at) => html`<li><span class="severity">${cause.severity}</span> <a href="#cause-${at + 1}">${cause.title}</a> <code>${causeName(cause)}</code></li>`)}</ol>`;

const textOf = ({ label, text = '', command = '' }: Entry) => [label, text, command].join('\n');

function causeCard(cause: Cause, entries: readonly Entry[], number: number | undefined): Html {
  const { title, message, severity, checks, outcome } = cause;
  const tone = outcomeTone(outcome);
  const more = checks.length > 1 && outcome !== 'not-run' ? ` (and ${checks.length - 1} more)` : '';
  const kicker = number ? html`Cause ${number} <span class="severity">${severity}</span>` : 'Cause';
  return html`<article class="card ${tone}"${number && html` id="cause-${number}"`}>
<p class="kicker">${icon(tone)} ${kicker}</p>
<h3>${title}</h3>
<p class="seen">${message}${more}</p>
${entryList(entries.filter(({ label }) => label !== 'Cause'))}
</article>`;
}
