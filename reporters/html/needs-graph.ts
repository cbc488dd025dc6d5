import type { Cause, Diagnosis } from '#diagnosis/model.ts';
import type { CheckRecord, RunRecord } from '#record/run-record.ts';
import { count } from '../text/format.ts';
import { checkLink } from './check-link.ts';
import { type Html, html, type Part } from './markup.ts';
import { type Branch, needsTree } from './needs-tree.ts';
import type { Screen } from './screen.ts';
import { outcomeIcon, outcomeMark, outcomeTone, outcomeWords } from './status-badges.ts';

/** So many causes are drawn. */
const most = 12;

/** What each cause rests on, and what fell with it: nested lists, which a phone and a screen reader can follow. */
export function needsScreen({ causes }: Diagnosis, { checks }: RunRecord): Screen | undefined {
  const telling = causes.filter((cause) => cause.checks.length > 0).slice(0, most);
  if (telling.length === 0) return undefined;
  const body = telling.map((cause) => causeGraph(cause, checks));
  return { id: 'needs', title: 'What broke with it', short: 'Needs', body };
}

function causeGraph(cause: Cause, checks: readonly CheckRecord[]): Html {
  const { restsOn, causes, branches } = needsTree(cause, checks);
  const fallen = cause.symptoms.reduce((sum, { ids }) => sum + ids.length, 0);
  const rest = fallen > 0 ? `${count(fallen, 'more check')} because of it` : 'nothing else fell with it';
  return html`<div class="graph">
${foundation(restsOn)}
<ul class="tree"><li><div class="root ${outcomeTone(cause.outcome)}">${causes.map((check) => node(check, []))}<span class="quiet">${rest}</span></div>${limbs(branches)}</li></ul>
</div>`;
}

function foundation(restsOn: readonly CheckRecord[]): Part {
  if (restsOn.length === 0) return html`<p class="quiet">It rests on nothing else.</p>`;
  const hold = restsOn.every(({ outcome }) => outcome === 'pass')
    ? 'It rests on these, and they hold:'
    : 'It rests on:';
  return html`<p class="quiet">${hold}</p><ul class="foundation">${restsOn.map(({ id, outcome }) => html`<li>${outcomeIcon(outcome)} ${checkLink(id)}</li>`)}</ul>`;
}

const limbs = (branches: readonly Branch[]): Part =>
  branches.length > 0 &&
  html`<ul>${branches.map(({ check, also, branches: more }) => html`<li>${node(check, also)}${limbs(more)}</li>`)}</ul>`;

const node = ({ id, outcome }: CheckRecord, also: readonly string[]): Html =>
  html`<div>${outcomeMark(outcome, '')}${checkLink(id)} <span class="quiet">${outcomeWords[outcome]}${also.length > 0 && `; needs ${also.join(', ')} too`}</span></div>`;
