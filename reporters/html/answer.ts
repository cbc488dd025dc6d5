import { causeName } from '#diagnosis/cause-name.ts';
import type { CauseAnswer } from '../model/cause-answer.ts';
import type { Line } from '../model/line.ts';
import { linesOfCause } from '../model/lines-of-cause.ts';
import type { Answer } from '../model.ts';
import { lineList } from './line-list.ts';
import { type Html, html, type Part } from './markup.ts';
import type { Screen } from './screen.ts';
import { icon, outcomeTone, verdictTone } from './status-badges.ts';

/** What a person reads first: the same answer as in the terminal, with room for each cause in full. */
export function answerScreen(answer: Answer): Screen {
  const { causes, announced } = answer;
  const planned =
    announced && html`<div class="card none common">${lineList([{ label: 'Planned', text: announced }])}</div>`;
  const title = causes.length > 1 ? `The answer: ${causes.length} independent causes` : 'The answer';
  return {
    id: 'answer',
    title,
    short: 'Answer',
    body: [planned, causes.length > 0 ? causeCards(answer) : calmCard(answer)],
  };
}

function calmCard({ record, calm, ruledOut }: Answer): Html {
  const { name } = record.verdict;
  const lines = name === 'ok' ? calm : [...calm, ...ruledOutLine(ruledOut)];
  return html`<div class="card ${verdictTone(name)}">${lineList(lines)}</div>`;
}

/** Each cause by itself; what is ruled out for all of them is told once. */
function causeCards({ causes, ruledOut }: Answer): Part {
  const shared = ruledOutLine(ruledOut);
  if (causes.length === 1) return causes.map((cause) => causeCard(cause, shared));
  return [
    overview(causes),
    causes.map((cause, at) => causeCard(cause, [], at + 1)),
    shared.length > 0 && html`<div class="card none common"><h3>For all of them</h3>${lineList(shared)}</div>`,
  ];
}

const ruledOutLine = (ruledOut: readonly string[]): Line[] =>
  ruledOut.length > 0 ? [{ label: 'Ruled out', items: ruledOut }] : [];

/** On a phone the second cause is a long way down. */
const overview = (causes: readonly CauseAnswer[]): Html =>
  html`<ol class="overview">${causes.map(({ cause, title }, at) => html`<li><span class="severity">${cause.severity}</span> <a href="#cause-${at + 1}">${title}</a> <code>${causeName(cause)}</code></li>`)}</ol>`;

function causeCard(answer: CauseAnswer, more: readonly Line[], number?: number): Html {
  const { cause, title, seen, because } = answer;
  const tone = outcomeTone(cause.outcome);
  const kicker = number ? html`Cause ${number} <span class="severity">${cause.severity}</span>` : 'Cause';
  const [, ...lines] = linesOfCause(answer);
  const also = because ? [{ label: 'Also', text: because }] : [];
  return html`<article class="card ${tone}"${number && html` id="cause-${number}"`}>
<p class="kicker">${icon(tone)} ${kicker}</p>
<h3>${title}</h3>
<p class="seen">${seen}</p>
${lineList([...lines, ...more, ...also])}
</article>`;
}
